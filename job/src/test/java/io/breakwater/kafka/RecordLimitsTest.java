package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.breakwater.schemas.AccountParts;
import io.breakwater.schemas.AccountSnapshot;
import io.breakwater.schemas.AccountUpdate;
import io.breakwater.schemas.BalanceSide;
import io.breakwater.schemas.BalanceState;
import io.breakwater.schemas.FactorKind;
import io.breakwater.schemas.FactorTerms;
import io.breakwater.schemas.InstrumentParameters;
import io.breakwater.schemas.MarginParameters;
import io.breakwater.schemas.MarginTier;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.OracleSource;
import io.breakwater.schemas.OracleTerms;
import io.breakwater.schemas.PositionState;
import io.breakwater.schemas.RiskFactorParameters;
import io.breakwater.schemas.ScheduledFactorTerms;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The largest record of each kind is read; the next larger is refused with the limit. */
class RecordLimitsTest {
  private static final String LONGEST = "x".repeat(Limits.ID_BYTES);
  private static final BigDecimal MANY = new BigDecimal("99999999999999999999.999999999999999999");

  /** What a refusal may cost besides what its record does: a sentence, an exception. */
  private static final long OVERHEAD = 512 * 1024;

  private static <A extends SpecificRecordBase> RejectedRecord refused(
      InboundRecord<A, ?> record, byte[] value, Refusal reason, String... words) {
    RejectedRecord rejected = Decoders.rejected(record, value);
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.message()).contains(words);
    return rejected;
  }

  @Nested
  class Prices {
    private byte[] paddedTo(int bytes) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(header(), 0, SingleObject.HEADER);
      BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(out, null);
      byte[] value = new byte[bytes];
      value[bytes - 1] = 1;
      try {
        avro.writeString("X");
        avro.writeEnum(FactorKind.PRICE.ordinal());
        avro.writeBytes(value);
        avro.writeIndex(0);
        avro.writeString("");
        avro.writeLong(1);
        avro.writeLong(1);
        avro.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }

    private byte[] header() {
      return Decoders.bytes(
          OraclePrice.newBuilder()
              .setFactor("X")
              .setValue(BigDecimal.ONE)
              .setPublishTime(Instant.EPOCH)
              .setSequence(1)
              .build());
    }

    @Test
    void ofTheLongestFieldsAreRead() {
      byte[] longest =
          Decoders.bytes(
              OraclePrice.newBuilder()
                  .setFactor(LONGEST)
                  .setSource(LONGEST)
                  .setValue(MANY)
                  .setConfidence(MANY)
                  .setPublishTime(Instant.parse("9999-12-31T23:59:59Z"))
                  .setSequence(Long.MAX_VALUE)
                  .build());

      assertThat(longest.length).isLessThanOrEqualTo(Limits.PRICE_BYTES);
      assertThat(Decoders.value(OraclePriceRecords.INBOUND, longest).factor()).isEqualTo(LONGEST);
    }

    @Test
    void haveDecimalsOfSoManyBytesAndNoMorePadding() {
      byte[] padded = paddedTo(Limits.DECIMAL_BYTES);
      assertThat(Decoders.value(OraclePriceRecords.INBOUND, padded).value())
          .isEqualByComparingTo("0.000000000000000001");
      refused(
          OraclePriceRecords.INBOUND,
          paddedTo(Limits.DECIMAL_BYTES + 1),
          Refusal.OUT_OF_RANGE,
          "33 bytes",
          "may have 32",
          "write no padding");
    }

    @Test
    void areHeldToTheirBytesWhateverIsInThem() {
      int besides = paddedTo(1).length - 1;
      byte[] largest = paddedTo(Limits.PRICE_BYTES - besides - 1);
      assertThat(largest).hasSize(Limits.PRICE_BYTES);
      refused(OraclePriceRecords.INBOUND, largest, Refusal.OUT_OF_RANGE, "write no padding");

      RejectedRecord rejected =
          refused(
              OraclePriceRecords.INBOUND,
              paddedTo(Limits.PRICE_BYTES - besides),
              Refusal.TOO_LARGE,
              "4,097 bytes",
              "may have 4,096",
              "Raw holds its first 1,024 bytes",
              "topic-3@42");
      assertThat(rejected.origin().raw()).hasSize(Limits.KEPT_OF_TOO_LARGE);
    }

    @Test
    void paddedToAMegabyteAreRefusedWithoutWorkAndNothingOfThemIsKept() {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      byte[] padded = paddedTo(900_000);
      RecordDecoder<?, ?> decoder =
          new RecordDecoder<>(OraclePriceRecords.INBOUND, Announced.NOTHING);
      ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("prices", 0, 7, padded, padded);
      decoder.decode(record, 1);

      long before = threads.getCurrentThreadAllocatedBytes();
      RejectedRecord rejected = decoder.decode(record, 1).rejected();
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(allocated).isLessThan(OVERHEAD);
      assertThat(rejected.reason()).isEqualTo(Refusal.TOO_LARGE);
      assertThat(rejected.origin().raw()).hasSize(Limits.KEPT_OF_TOO_LARGE);
      assertThat(rejected.message()).hasSizeLessThan(Limits.SENTENCE);
    }
  }

  @Nested
  class Accounts {
    private PositionState position(int i) {
      String leg = (i + LONGEST).substring(0, Limits.ID_BYTES);
      return PositionState.newBuilder()
          .setInstrument(LONGEST)
          .setLeg(leg)
          .setSize(MANY)
          .setEntryPrice(MANY)
          .build();
    }

    private BalanceState balance(int i) {
      return BalanceState.newBuilder()
          .setInstrument("B" + i)
          .setSide(BalanceSide.DEPOSIT)
          .setAmount(MANY)
          .build();
    }

    private byte[] update(Object change) {
      return Decoders.bytes(new AccountUpdate(LONGEST, 1L, Instant.EPOCH, change));
    }

    private byte[] snapshot(int positions) {
      return update(
          AccountSnapshot.newBuilder()
              .setCash(MANY)
              .setPositions(IntStream.range(0, positions).mapToObj(this::position).toList())
              .build());
    }

    @Test
    void ofTheMostElementsWithTheLongestFieldsAreRead() {
      byte[] largest = snapshot(Limits.ELEMENTS);

      assertThat(largest.length).isLessThanOrEqualTo(Limits.ACCOUNT_BYTES);
      assertThat(Decoders.value(AccountUpdateRecords.INBOUND, largest).account())
          .isEqualTo(LONGEST);
      refused(
          AccountUpdateRecords.INBOUND,
          snapshot(Limits.ELEMENTS + 1),
          Refusal.TOO_LARGE,
          "more than 10,000");
    }

    @Test
    void countBalancesAndPositionsOfOneUpdateTogether() {
      int half = Limits.ELEMENTS / 2;
      List<BalanceState> balances =
          new ArrayList<>(IntStream.range(0, half).mapToObj(this::balance).toList());
      AccountParts parts =
          AccountParts.newBuilder()
              .setBalances(balances)
              .setPositions(IntStream.range(0, half).mapToObj(this::position).toList())
              .build();
      assertThat(Decoders.value(AccountUpdateRecords.INBOUND, update(parts)).sequence())
          .isEqualTo(1);

      balances.add(balance(half));
      refused(AccountUpdateRecords.INBOUND, update(parts), Refusal.TOO_LARGE, "more than 10,000");
    }

    /** Small things would take many times their bytes as objects. */
    @Test
    void ofManySmallElementsCostNoMoreThanOnesThatAreAllowed() {
      PositionState small =
          PositionState.newBuilder()
              .setInstrument("X")
              .setSize(BigDecimal.ONE)
              .setEntryPrice(BigDecimal.ONE)
              .build();
      byte[] many =
          update(
              AccountSnapshot.newBuilder()
                  .setPositions(java.util.Collections.nCopies(90_000, small))
                  .build());
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      RecordDecoder<?, ?> decoder =
          new RecordDecoder<>(AccountUpdateRecords.INBOUND, Announced.NOTHING);

      long before = threads.getCurrentThreadAllocatedBytes();
      RejectedRecord rejected = Decoders.decode(decoder, new byte[0], many).rejected();
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(rejected.reason()).isEqualTo(Refusal.TOO_LARGE);
      assertThat(allocated).isLessThan(OVERHEAD);
    }

    @Test
    void largerThanAnyCanBeKeepLittle() {
      RejectedRecord rejected =
          refused(
              AccountUpdateRecords.INBOUND,
              snapshot(Limits.ELEMENTS * 5 / 4),
              Refusal.TOO_LARGE,
              "may have 6,291,456");
      assertThat(rejected.origin().raw()).hasSize(Limits.KEPT_OF_TOO_LARGE);
    }
  }

  @Nested
  class Parameters {
    private byte[] instrument(int tiers) {
      List<MarginTier> table =
          IntStream.range(0, tiers)
              .mapToObj(
                  i ->
                      MarginTier.newBuilder()
                          .setNotionalFrom(BigDecimal.valueOf(i))
                          .setRate(BigDecimal.valueOf(i, 4))
                          .build())
              .toList();
      return Decoders.bytes(
          InstrumentParameters.newBuilder()
              .setId("X")
              .setKind(io.breakwater.schemas.InstrumentKind.PERPETUAL)
              .setVersion(1)
              .setTime(Instant.EPOCH)
              .setInForce(MarginParameters.newBuilder().setTiers(table).build())
              .build());
    }

    private byte[] factor(int sources, int scheduled) {
      List<OracleSource> named =
          IntStream.range(0, sources)
              .mapToObj(i -> (i + LONGEST).substring(0, Limits.ID_BYTES))
              .map(name -> OracleSource.newBuilder().setSource(name).build())
              .toList();
      List<ScheduledFactorTerms> changes =
          IntStream.range(0, scheduled)
              .mapToObj(
                  i -> new ScheduledFactorTerms(Instant.ofEpochSecond(i), new FactorTerms(2, null)))
              .toList();
      return Decoders.bytes(
          RiskFactorParameters.newBuilder()
              .setId(LONGEST)
              .setVersion(1)
              .setTime(Instant.EPOCH)
              .setInForce(new FactorTerms(2, OracleTerms.newBuilder().setSources(named).build()))
              .setScheduled(changes)
              .build());
    }

    @Test
    void haveSoManyTiersSourcesAndScheduledChanges() {
      assertThat(Decoders.value(InstrumentParametersRecords.INBOUND, instrument(Limits.TIERS)))
          .isNotNull();
      refused(
          InstrumentParametersRecords.INBOUND,
          instrument(Limits.TIERS + 1),
          Refusal.TOO_LARGE,
          "201 tiers",
          "may be 200");

      byte[] largest = factor(Limits.SOURCES, Limits.SCHEDULED);
      assertThat(Decoders.value(RiskFactorParametersRecords.INBOUND, largest)).isNotNull();
      refused(
          RiskFactorParametersRecords.INBOUND,
          factor(Limits.SOURCES + 1, 0),
          Refusal.INVALID_PARAMETERS,
          "65 sources",
          "may 64");
      refused(
          RiskFactorParametersRecords.INBOUND,
          factor(1, Limits.SCHEDULED + 1),
          Refusal.TOO_LARGE,
          "101 scheduled changes",
          "may be 100");
    }

    @Test
    void areHeldToTheirBytes() {
      refused(
          RiskFactorParametersRecords.INBOUND,
          factor(1_000, 0),
          Refusal.TOO_LARGE,
          "may have 65,536");
    }
  }

  @Test
  void aRejectionIsHeldToWhatItsTopicTakesWhateverItQuotes() {
    byte[] raw = new byte[Limits.ACCOUNT_BYTES];
    String text = "₿".repeat(1_000_000);
    Origin origin = new Origin("t".repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE, raw);
    RejectedRecord rejected = new RejectedRecord(origin, Refusal.UNDECODABLE, text, text, 1L);

    assertThat(rejected.message()).hasSize(Limits.SENTENCE + 1).endsWith("₿…");
    var record = RejectedRecordRecords.toAvro(rejected);
    assertThat(record.getMessage())
        .contains(
            "the first 900,000 of 6,291,456 bytes", "the whole is at t", "@9223372036854775807");
    assertThat(Decoders.bytes(record)).hasSizeLessThan(1_000_000);
  }
}
