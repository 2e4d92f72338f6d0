package io.breakwater.local.recovery;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.schemas.HealthTransition;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.RejectReason;
import io.breakwater.schemas.RejectedRecord;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

/**
 * The largest that is accepted passes through the topics as deployed; what is larger is refused.
 */
class LargestAcceptedITCase {
  private static final int PORTION = 1_000;

  /** So many of the last instruments have values in the last records of every partition. */
  private static final int LAST = 100;

  private static final int HALF_OF_A_TRIGGERS_TOPIC = 24 * 1024 * 1024;

  @Test
  void anAccountOfTheMostElementsIsTriggeredWithAllOfThem() throws Exception {
    try (JobRun run = JobRun.start(JobClock.SYSTEM, DeliveryGuarantee.AT_LEAST_ONCE);
        RawWriter raw = run.raw()) {
      run.submit(2);
      writeMarket(run, LargestInput::parameters);
      awaitDecidable(run, raw, "of the last parameters", Limits.ELEMENTS - 1);
      writeMarket(run, taker -> LargestInput.values(0, Limits.ELEMENTS - 1, taker));
      awaitDecidable(run, raw, "of the last values", Limits.ELEMENTS - LAST);
      write(raw, LargestInput.account(LargestInput.ACCOUNT, 1, Limits.ELEMENTS));
      write(raw, LargestInput.account("one too many", 1, Limits.ELEMENTS + 1));
      write(raw, LargestInput.parts(LargestInput.ACCOUNT, 2, Limits.ELEMENTS, Limits.ELEMENTS + 1));
      run.input().writeMarket(LargestInput.judged());

      run.await("the trigger", () -> entered(run).contains(LargestInput.ACCOUNT));
      run.await("both refusals", () -> run.rejected().size() == 2);
      run.stop(Waiting.APPLIED);

      LiquidationTrigger trigger =
          run.triggers().stream()
              .filter(each -> each.getAccount().equals(LargestInput.ACCOUNT))
              .findFirst()
              .orElseThrow();
      assertThat(trigger.toByteBuffer().remaining()).isGreaterThan(HALF_OF_A_TRIGGERS_TOPIC);
      assertThat(trigger.getLegs()).hasSize(Limits.ELEMENTS);
      assertThat(trigger.getCloseOut()).hasSize(Limits.ELEMENTS);
      assertThat(trigger.getFactors()).hasSize(Limits.ELEMENTS * (2 * Limits.OBSERVED - 1));
      assertThat(run.transitions())
          .extracting(HealthTransition::getAccount)
          .contains(LargestInput.ACCOUNT);
      assertThat(run.qualities())
          .last()
          .satisfies(quality -> assertThat(quality.getSources()).hasSize(Limits.SOURCES));
      assertThat(run.rejected())
          .extracting(RejectedRecord::getReason)
          .containsOnly(RejectReason.TOO_LARGE);
      assertThat(run.rejected())
          .extracting(RejectedRecord::getMessage)
          .anyMatch(message -> message.contains("more than 10,000 things"))
          .anyMatch(message -> message.contains("more than 10000 balances and positions"));
    }
  }

  private static Set<String> entered(JobRun run) {
    return run.triggers().stream()
        .filter(trigger -> trigger.getKind() == TriggerKind.ENTERED)
        .map(LiquidationTrigger::getAccount)
        .collect(toSet());
  }

  /** Waits until an account is triggered that holds all instruments from a number on. */
  private static void awaitDecidable(JobRun run, RawWriter raw, String account, int from) {
    writeMarket(run, taker -> LargestInput.values(Limits.ELEMENTS - 1, Limits.ELEMENTS, taker));
    write(raw, LargestInput.account(account, 1, from, Limits.ELEMENTS));
    run.await("what is to be known " + account, () -> entered(run).contains(account));
  }

  private static void writeMarket(JobRun run, Consumer<Consumer<MarketInput>> inputs) {
    List<MarketInput> portion = new ArrayList<>();
    inputs.accept(
        input -> {
          portion.add(input);
          if (portion.size() == PORTION) {
            run.input().writeMarket(portion);
            portion.clear();
          }
        });
    run.input().writeMarket(portion);
  }

  private static void write(RawWriter raw, AccountUpdate update) {
    byte[] bytes = Written.bytes(AccountUpdateRecords.toAvro(update));
    raw.write("accounts", update.account(), bytes);
    raw.flush();
  }
}
