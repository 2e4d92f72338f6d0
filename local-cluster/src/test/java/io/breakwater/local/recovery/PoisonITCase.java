package io.breakwater.local.recovery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.Position;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.RejectReason;
import io.breakwater.schemas.RejectedRecord;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Limits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What somebody sends who may write to every input topic and wants the job to stop, to see nothing
 * or to swell: it stays up, says what it refused and why, and decides everyone else.
 */
class PoisonITCase {
  private static final int PARALLELISM = 4;
  private static final List<String> OTHERS =
      IntStream.range(0, 40).mapToObj(i -> "other-" + i).toList();
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");
  private static final int PADDED = 750;
  private static final int MEGABYTE = 900_000;
  private static final int REPEATS = 1_000;
  private static final int UNKNOWN_FACTORS = Limits.UNNAMED + 500;
  private static final int UNKNOWN_SOURCES = Limits.SOURCES + 5;

  private final OneContract input = new OneContract();

  @ParameterizedTest
  @EnumSource(JobClock.class)
  void stopsNobodyElse(JobClock clock) {
    try (JobRun run = JobRun.start(clock, DeliveryGuarantee.AT_LEAST_ONCE);
        RawWriter raw = run.raw()) {
      MarketInput rules = input.rules();
      MarketInput policy = input.policy();
      run.input().writeMarket(List.of(rules, policy, input.rules(), input.policy()));
      run.submit(PARALLELISM);
      times(raw);
      sequences(run, raw);
      run.input().writeAccounts(OTHERS.stream().map(id -> input.holding(id, "15")).toList());
      sizes(raw);
      versionsAndRepeats(raw, rules, policy);
      keysAndBytes(raw);
      closures(raw);
      unknown(raw);
      raw.flush();

      run.input().writeMarket(List.of(input.price(OneContract.LOW)));
      if (clock == JobClock.EVENT) {
        run.stop(Waiting.APPLIED);
      } else {
        run.await("everyone else", () -> entered(run).containsAll(OTHERS));
        run.await("what was refused", () -> run.rejected().size() >= refusals());
        run.stop(Waiting.APPLIED);
      }

      assertThat(entered(run)).containsExactlyInAnyOrderElementsOf(OTHERS);
      requireNewestTerms(run);
      requireRefusals(run.rejected());
    }
  }

  private static void times(RawWriter raw) {
    raw.write("prices", "BTC", Poison.price("BTC", "", FAR, 1));
    raw.write("prices", "nobody", Poison.price("nobody", "", FAR, 1));
    Instant fast = Instant.now().plus(Duration.ofSeconds(300));
    raw.write("prices", "BTC", Poison.price("BTC", "", fast, 1));
  }

  /** The largest sequence shuts out nothing that is published later, nor do sequences from 0. */
  private void sequences(JobRun run, RawWriter raw) {
    MarketInput high = input.price(OneContract.HIGH);
    run.input().writeMarket(List.of(high));
    Instant published = Instant.EPOCH.plusNanos(high.time() * 1_000);
    raw.write("prices", "BTC", Poison.price("BTC", "", published, Long.MAX_VALUE));
    raw.flush();
    run.input().writeMarket(List.of(input.price(OneContract.HIGH)));
  }

  private static void sizes(RawWriter raw) {
    for (int i = 0; i < PADDED; i++) {
      raw.write("prices", "padded-" + i, Poison.padded("padded-" + i, MEGABYTE));
      if (i % 50 == 0) {
        raw.flush();
      }
    }
    raw.write("accounts", "wide", Poison.snapshot("wide", 90_000, 0));
    raw.write("accounts", "long", Poison.snapshot("long", Limits.ELEMENTS + 1, Limits.ID_BYTES));
    for (int from = 0; from < 3; from++) {
      raw.write("accounts", "grows", Poison.parts("grows", from, from * 4_000, (from + 1) * 4_000));
    }
    assertThat(raw.refusal("accounts", "longer", Poison.snapshot("longer", 33_000, 255)))
        .isInstanceOf(RecordTooLargeException.class);
    assertThat(raw.refusal("prices", "zeros", new byte[64 * 1024 * 1024]))
        .isInstanceOf(RecordTooLargeException.class);
  }

  private static void versionsAndRepeats(RawWriter raw, MarketInput rules, MarketInput policy) {
    byte[] update = Poison.parts("repeated", 1, 0, 1);
    for (int i = 0; i < REPEATS; i++) {
      raw.write("instruments", "BTC", Poison.bytes(rules));
      raw.write("policy", "default", Poison.bytes(policy));
      raw.write("accounts", "repeated", update);
    }
  }

  private static void keysAndBytes(RawWriter raw) {
    raw.write("prices", "ETH", Poison.price("BTC", "", Instant.EPOCH, 1));
    raw.write("prices", null, Poison.price("BTC", "", Instant.EPOCH, 1));
    raw.write("accounts", "mallory", Poison.parts("other-1", Long.MAX_VALUE, 0, 1));
    raw.write("accounts", null, Poison.parts("other-1", Long.MAX_VALUE, 0, 1));
    for (String topic : List.of("prices", "accounts", "instruments", "risk-factors", "policy")) {
      raw.write(topic, "BTC", null);
      Poison.undecodable().forEach(bytes -> raw.write(topic, "BTC", bytes));
    }
  }

  private static void closures(RawWriter raw) {
    AccountChange closed = new AccountChange.Closed();
    AccountChange part =
        AccountChange.Parts.of(Position.of("BTC", BigDecimal.ONE, new BigDecimal("1000")));
    for (int sequence : new int[] {1, 2, 3}) {
      raw.write(
          "accounts",
          "in-order",
          Poison.update("in-order", sequence, sequence == 2 ? closed : part));
    }
    for (int sequence : new int[] {3, 2, 1}) {
      raw.write(
          "accounts",
          "reversed",
          Poison.update("reversed", sequence, sequence == 2 ? closed : part));
    }
  }

  private static void unknown(RawWriter raw) {
    for (int i = 0; i < UNKNOWN_SOURCES; i++) {
      raw.write("prices", "many", Poison.price("many", "source-" + i, Instant.EPOCH, 1));
    }
    for (int i = 0; i < UNKNOWN_FACTORS; i++) {
      raw.write("prices", "unknown-" + i, Poison.price("unknown-" + i, "", Instant.EPOCH, 1));
    }
  }

  private static Set<String> entered(JobRun run) {
    return run.triggers().stream()
        .filter(trigger -> trigger.getKind() == TriggerKind.ENTERED)
        .map(LiquidationTrigger::getAccount)
        .collect(toSet());
  }

  /** The second record of rules and policy is in force, however often the first came after it. */
  private static void requireNewestTerms(JobRun run) {
    assertThat(run.triggers())
        .filteredOn(trigger -> trigger.getKind() == TriggerKind.ENTERED)
        .allSatisfy(
            trigger -> {
              assertThat(trigger.getLegs().get(0).getParametersVersion()).isEqualTo(3);
              assertThat(trigger.getPolicyVersion()).isEqualTo(4);
            });
  }

  private static final Map<RejectReason, Long> REFUSED =
      Map.of(
          RejectReason.AHEAD_OF_CLOCK, 3L,
          RejectReason.TOO_LARGE, PADDED + 3L + UNKNOWN_SOURCES - Limits.SOURCES,
          RejectReason.KEY_MISMATCH, 4L,
          RejectReason.MISSING_VALUE, 5L);

  private static long refusals() {
    return REFUSED.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void requireRefusals(List<RejectedRecord> rejected) {
    Map<RejectReason, Long> byReason =
        rejected.stream().collect(groupingBy(RejectedRecord::getReason, counting()));
    assertThat(byReason).containsAllEntriesOf(REFUSED);
    // The factor of many sources is one of those that are kept.
    assertThat(byReason.get(RejectReason.UNKNOWN_INSTRUMENT))
        .isEqualTo(UNKNOWN_FACTORS + 1 - Limits.UNNAMED);
    assertThat(rejected)
        .filteredOn(each -> each.getReason() == RejectReason.TOO_LARGE)
        .allSatisfy(each -> assertThat(each.getMessage()).matches(".*\\d.*:.*"));
    assertThat(rejected)
        .allSatisfy(each -> assertThat(each.getMessage()).hasSizeLessThan(Limits.SENTENCE + 200));
  }
}
