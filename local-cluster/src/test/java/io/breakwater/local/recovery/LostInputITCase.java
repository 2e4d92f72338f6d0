package io.breakwater.local.recovery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.kafka.LostInput;
import io.breakwater.local.cluster.ClusterException;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.stream.JobClock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A savepoint, records after it that nobody has read, and a retention that removes them: the job
 * does not go on as if they had never been.
 */
class LostInputITCase {
  private static final int ACCOUNTS = 10;
  private static final long SEED = 20260301;

  @ParameterizedTest
  @EnumSource(JobClock.class)
  void aStartStopsWhereRecordsAreGoneThatItHasNotRead(JobClock clock) {
    RandomInput random = new RandomInput(SEED, ACCOUNTS, clock == JobClock.EVENT);
    try (JobRun run = JobRun.start(clock, DeliveryGuarantee.AT_LEAST_ONCE)) {
      run.submit(2);
      List<Portion> portions = new ArrayList<>();
      Feeding.write(run, portions, random.first());
      Feeding.awaitRead(run, portions, random);
      String savepoint = run.stop(Waiting.KEPT);
      Feeding.writeAndPause(run, portions, random);
      run.expirePrices();

      assertThatThrownBy(() -> run.resume(2, savepoint))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("input is lost: prices-")
          .hasMessageContaining("records are gone")
          .hasMessageContaining("breakwater.kafka.lost-input=ACCEPT");

      run.resumeWith(
          BreakwaterOptions.KAFKA_LOST_INPUT.key(), LostInput.ACCEPT.name(), 2, savepoint);
      Feeding.awaitRead(run, portions, random);
      run.stop(Waiting.APPLIED);
    }
  }
}
