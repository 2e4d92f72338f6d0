package io.breakwater.local.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.RejectReason;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.MarketInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Producers that are upgraded before the job: their schema is announced while it runs. */
class AnnouncedSchemasITCase {
  private static final int HEADER = 10;
  private static final long BETWEEN_PRICES = TimeUnit.SECONDS.toNanos(1);

  private final OneContract input = new OneContract();
  private JobRun run;
  private TriggerFollower follower;
  private TransactionalWriter writer;
  private long writtenAt = System.nanoTime();

  @BeforeEach
  void start() {
    run = JobRun.start(JobClock.SYSTEM, DeliveryGuarantee.AT_LEAST_ONCE);
    follower = run.follow();
    writer = run.transactions();
  }

  @AfterEach
  void close() {
    writer.close();
    follower.close();
    run.close();
  }

  @Test
  void aRunningJobReadsThemFromTheAnnouncementOn() {
    run.input().writeMarket(List.of(input.rules(), input.policy(), input.price(OneContract.HIGH)));
    run.input().writeAccounts(List.of(input.holding("alice", "15")));
    run.submit(2);
    writer.commit("prices", Map.of("BTC", inSingleObjectEncoding()));
    run.await("its rejection", () -> !run.rejected().isEmpty());
    assertThat(run.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.getReason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
              assertThat(rejected.getMessage()).contains("onto the topic schemas");
            });
    assertThat(count(TriggerKind.ENTERED)).isZero();

    writer.commit("schemas", Map.of("OraclePrice-next@7", text().getBytes(StandardCharsets.UTF_8)));
    run.await("a trigger", () -> entersAfter(this::inSingleObjectEncoding, 1));
    run.input().writeMarket(List.of(input.price(OneContract.HIGH)));
    run.await("its withdrawal", () -> count(TriggerKind.WITHDRAWN) == 1);
    run.await("another trigger", () -> entersAfter(this::inARegistrysFraming, 2));
    run.stop(Waiting.APPLIED);
  }

  /** Writes a low price now and then, until there are so many triggers. */
  private boolean entersAfter(Supplier<byte[]> price, long triggers) {
    if (System.nanoTime() - writtenAt > BETWEEN_PRICES) {
      writer.commit("prices", Map.of("BTC", price.get()));
      writtenAt = System.nanoTime();
    }
    return count(TriggerKind.ENTERED) == triggers;
  }

  private long count(TriggerKind kind) {
    return follower.triggers().stream().filter(trigger -> trigger.getKind() == kind).count();
  }

  private static String text() {
    String today = OraclePrice.getClassSchema().toString();
    return today.substring(0, today.length() - 2) + ",{\"name\":\"venue\",\"type\":\"string\"}]}";
  }

  /** A low price in single-object encoding, with a field that this release does not have. */
  private byte[] inSingleObjectEncoding() {
    long fingerprint = SchemaNormalization.parsingFingerprint64(new Schema.Parser().parse(text()));
    byte[] body = body();
    return ByteBuffer.allocate(HEADER + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 1)
        .putLong(fingerprint)
        .put(body)
        .array();
  }

  private byte[] inARegistrysFraming() {
    byte[] body = body();
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(7).put(body).array();
  }

  private byte[] body() {
    MarketInput.OfPrice price = (MarketInput.OfPrice) input.price(OneContract.LOW);
    byte[] today = Written.bytes(OraclePriceRecords.toAvro(price.price()));
    return ByteBuffer.allocate(today.length - HEADER + 2)
        .put(today, HEADER, today.length - HEADER)
        .put((byte) 2)
        .put((byte) 'x')
        .array();
  }
}
