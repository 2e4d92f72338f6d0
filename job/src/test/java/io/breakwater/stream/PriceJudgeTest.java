package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketInput;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceJudgeTest {
  private OperatorEnvironment metrics;
  private KeyedOneInputStreamOperatorTestHarness<String, OraclePrice, MarketInput> harness;

  @BeforeEach
  void start() throws Exception {
    start(null);
  }

  private void start(OperatorSubtaskState state) throws Exception {
    metrics = new OperatorEnvironment();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PriceJudge()),
            OraclePrice::factor,
            Types.STRING,
            metrics.subtask(1, 0));
    harness.setStateBackend(OperatorEnvironment.rocksDb());
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void passesOnWhatIsNewerThanTheLastOfItsInstrumentAndSource() throws Exception {
    assertPassed(true, "s1", "A", 5);
    assertPassed(true, "s1", "A", 6);
    assertPassed(false, "s1", "A", 6);
    assertPassed(false, "s1", "A", 2);
    assertPassed(true, "s2", "A", 2);
    assertPassed(true, "s1", "B", 2);
    assertPassed(true, "", "A", 0);
    assertPassed(true, "s1", "A", 9);

    assertThat(metrics.count(MetricNames.STALE_PRICES)).isEqualTo(1);
    assertThat(metrics.count(MetricNames.DUPLICATE_PRICES)).isEqualTo(1);
  }

  @Test
  void aSourceMayBeginItsSequenceAgain() throws Exception {
    assertPassed(true, Inputs.oracle("s", "A", "1", 10, Long.MAX_VALUE));
    assertPassed(true, Inputs.oracle("s", "A", "1", 11, 0));
    assertPassed(false, Inputs.oracle("s", "A", "1", 11, 0));
    assertPassed(true, Inputs.oracle("s", "A", "1", 11, 1));
    assertPassed(false, Inputs.oracle("s", "A", "1", 10, 5));
  }

  @Test
  void remembersOverARestart() throws Exception {
    assertPassed(true, "s1", "A", 5);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    start(state);

    assertPassed(false, "s1", "A", 5);
    assertPassed(true, "s1", "A", 6);
  }

  private void assertPassed(boolean passes, String source, String instrument, long sequence)
      throws Exception {
    assertPassed(passes, Inputs.oracle(source, instrument, "1", sequence, sequence));
  }

  private void assertPassed(boolean passes, OraclePrice price) throws Exception {
    int count = harness.extractOutputValues().size();

    harness.processElement(price, 0);

    List<MarketInput> passed = harness.extractOutputValues().subList(count, passedNow());
    assertThat(passed)
        .as("%s", price)
        .isEqualTo(passes ? List.of(new MarketInput.OfPrice(price)) : List.of());
  }

  private int passedNow() {
    return harness.extractOutputValues().size();
  }
}
