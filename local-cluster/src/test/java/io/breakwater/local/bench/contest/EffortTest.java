package io.breakwater.local.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.bench.load.Workload;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffortTest {
  private static final List<Effort> EFFORTS = List.of(Effort.QUICK, Effort.FULL);
  private static final List<Integer> SIZES = List.of(1, 49, 10_000, 100_000, 1_000_000);

  /** Slow contenders get this many ticks, however much they cost. */
  private static final int FEWEST = 3;

  @ParameterizedTest
  @EnumSource
  void everyRunHasTicksAndNoMoreThanItsTape(Contender contender) {
    for (Effort effort : EFFORTS) {
      for (Workload workload : Workload.all()) {
        for (int accounts : SIZES) {
          assertThat(effort.ticks(contender, workload, accounts))
              .as("%s, %d accounts", workload.name(), accounts)
              .isBetween(FEWEST, Math.min(effort.mostTicks(), workload.ticks(accounts)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noContenderRunsMoreTicksThanTheTripwires(Contender contender) {
    for (Workload workload : Workload.all()) {
      for (int accounts : SIZES) {
        assertThat(Effort.FULL.ticks(contender, workload, accounts))
            .isLessThanOrEqualTo(Effort.FULL.ticks(Contender.TRIPWIRES, workload, accounts));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQL", "SQL_MINI_BATCH", "STREAMS"})
  void isBoundedByTheHoldersOfTheTicks(Contender contender) {
    for (Effort effort : EFFORTS) {
      for (Workload workload : Workload.all()) {
        long holders = workload.holders(10_000);
        long most = contender == Contender.STREAMS ? effort.streamsDecisions() : effort.sqlJoins();
        assertThat(effort.ticks(contender, workload, 10_000) * holders)
            .isLessThanOrEqualTo(Math.max(most, FEWEST * holders));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotRunIsToldWhy(Contender contender) {
    Workload contracts = Workload.of("crash");
    assertThat(Effort.FULL.refusal(contender, contracts, 10_000)).isEmpty();
    if (contender.isSmall()) {
      assertThat(Effort.FULL.refusal(contender, contracts, 10_001))
          .hasValueSatisfying(
              reason -> assertThat(reason).contains(contender.title(), "not run", "10,000"));
    } else {
      assertThat(Effort.FULL.refusal(contender, contracts, 1_000_000)).isEmpty();
    }
    assertThat(Effort.FULL.refusal(contender, Workload.of("lending"), 10_000).isPresent())
        .isEqualTo(contender.isOfContractsAlone());
  }
}
