package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.stream.event.Inbound;
import io.breakwater.value.Origin;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes come, a decoder answers, soon and with memory in proportion to them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RecordDecoderFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final int RECORDS = 40;

  /** Parsing, exceptions and messages cost some kilobytes; each byte of a record some objects. */
  private static final long BYTES_A_RECORD = 256 * 1024;

  private static final long BYTES_A_BYTE = 512;

  private static final byte[] NO_KEY = {};

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<RecordDecoder<?, ?>> decoders = Decoders.all();
  private Random random;
  private RandomValues values;

  @BeforeEach
  void seed() {
    long seed = System.nanoTime();
    System.out.println("RecordDecoderFuzzTest seed " + seed);
    random = new Random(seed);
    values = new RandomValues(seed);
    for (int i = 0; i < RECORDS; i++) {
      for (RecordDecoder<?, ?> decoder : decoders) {
        byte[] bytes = validRecord();
        Decoders.decode(decoder, Decoders.keyOf(bytes), bytes);
      }
    }
  }

  @Test
  void randomBytes() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      decodeByAll(NO_KEY, bytes);
    }
  }

  @Test
  void randomBytesAfterAValidHeader() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[SingleObject.HEADER + random.nextInt(300)];
      random.nextBytes(bytes);
      System.arraycopy(validRecord(), 0, bytes, 0, SingleObject.HEADER);
      decodeByAll(NO_KEY, bytes);
    }
  }

  @Test
  void validRecordsWithAFewBytesChanged() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = validRecord();
      byte[] key = Decoders.keyOf(bytes);
      for (int change = 1 + random.nextInt(3); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      decodeByAll(key, bytes);
    }
  }

  @Test
  void everyPrefixOfAValidRecordIsRejected() {
    for (int i = 0; i < RECORDS; i++) {
      byte[] bytes = validRecord();
      byte[] key = Decoders.keyOf(bytes);
      for (int length = 0; length < bytes.length; length++) {
        byte[] prefix = Arrays.copyOf(bytes, length);
        assertThat(decodeByAll(key, prefix)).as("prefix of %s bytes", length).isZero();
      }
    }
  }

  @Test
  void aLargeAccountCostsWhatItsBytesCost() {
    for (int positions : new int[] {1_000, 8_000}) {
      List<Position> held =
          IntStream.range(0, positions)
              .mapToObj(i -> Position.of("I" + i, BigDecimal.ONE, BigDecimal.TEN))
              .toList();
      AccountUpdate update =
          new AccountUpdate("a", 1, 1, new AccountChange.Parts(null, List.of(), held), Origin.NONE);
      byte[] bytes = Decoders.bytes(AccountUpdateRecords.toAvro(update));
      assertThat(decodeByAll(Decoders.keyOf(bytes), bytes)).isEqualTo(1);
    }
  }

  @Test
  void aDecoderIsUnharmedByWhatItRejected() {
    for (int i = 0; i < RECORDS; i++) {
      byte[] valid = validRecord();
      byte[] key = Decoders.keyOf(valid);
      byte[] broken = Arrays.copyOf(valid, valid.length - 1);
      decodeByAll(key, broken);
      assertThat(decodeByAll(key, valid)).isEqualTo(1);
    }
  }

  private byte[] validRecord() {
    return switch (random.nextInt(5)) {
      case 0 -> Decoders.bytes(OraclePriceRecords.toAvro(values.price()));
      case 1 -> Decoders.bytes(AccountUpdateRecords.toAvro(values.accountUpdate()));
      case 2 -> Decoders.bytes(RiskFactorParametersRecords.toAvro(values.factor()));
      case 3 -> Decoders.bytes(InstrumentParametersRecords.toAvro(values.instrument()));
      default -> Decoders.bytes(RiskPolicyRecords.toAvro(values.policy()));
    };
  }

  /** How many decoders took it. */
  private int decodeByAll(byte[] key, byte[] bytes) {
    int accepted = 0;
    for (RecordDecoder<?, ?> decoder : decoders) {
      long before = threads.getCurrentThreadAllocatedBytes();
      Inbound<?> inbound = Decoders.decode(decoder, key, bytes);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      if (allocated > BYTES_A_RECORD + BYTES_A_BYTE * bytes.length) {
        throw new AssertionError(allocated + " bytes allocated for " + bytes.length);
      }
      if (inbound.rejected() == null) {
        accepted++;
      } else if (inbound.rejected().message().isBlank()) {
        throw new AssertionError("a rejection without a message");
      }
    }
    return accepted;
  }
}
