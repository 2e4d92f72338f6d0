package io.breakwater.local.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.RejectReason;
import io.breakwater.schemas.RejectedRecord;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.MarketInput;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    run.input()
        .writeMarket(List.of(input.rules(), input.policy(), input.price(OneContract.HIGH)));
    run.input().writeAccounts(List.of(input.holding("single", "15"), input.holding("more", "15")));
    run.submit(2);
    writer.commit("prices", Map.of("BTC", newer()));
    run.await("its rejection", () -> !rejected().isEmpty());
    assertThat(rejected().get(0).getReason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
    assertThat(rejected().get(0).getMessage()).contains("onto the topic schemas");
    assertThat(follower.triggers()).noneMatch(AnnouncedSchemasITCase::isOfAccount);

    writer.commit("schemas", Map.of("OraclePrice-next@7", text().getBytes(StandardCharsets.UTF_8)));
    run.await("triggers by single-object encoding", () -> entersAfter(this::newer));

    run.input().writeAccounts(List.of(input.holding("third", "50")));
    run.input().writeMarket(List.of(input.price(OneContract.HIGH)));
    run.await("withdrawals", () -> withdrawn() == 2);
    run.input().writeAccounts(List.of(input.holding("third", "15")));
    run.await("triggers by a registry's framing", () -> entersAfter(this::registered));
    run.stop(Waiting.APPLIED);
  }

  /** Writes a price now and then until somebody enters. */
  private boolean entersAfter(Supplier<byte[]> price) {
    if (System.nanoTime() - writtenAt > BETWEEN_PRICES) {
      writer.commit("prices", Map.of("BTC", price.get()));
      writtenAt = System.nanoTime();
    }
    return open() > 0;
  }

  private static boolean isOfAccount(LiquidationTrigger trigger) {
    return trigger.getLevel() != null && !trigger.getAccount().isEmpty();
  }

  private long open() {
    return OpenEpisodes.byTheRule(run.triggerRecords()).size();
  }

  private long withdrawn() {
    return open() == 0 ? 2 : 0;
  }

  private List<RejectedRecord> rejected() {
    return run.rejected();
  }

  private static String text() {
    String today = OraclePrice.getClassSchema().toString();
    return today.substring(0, today.length() - 2)
        + ",{\"name\":\"venue\",\"type\":\"string\"}]}";
  }

  /** A low price in single-object encoding, with a field that this release does not have. */
  private byte[] newer() {
    long fingerprint =
        SchemaNormalization.parsingFingerprint64(new Schema.Parser().parse(text()));
    byte[] body = body();
    return ByteBuffer.allocate(HEADER + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 1)
        .putLong(fingerprint)
        .put(body)
        .array();
  }

  private byte[] registered() {
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
