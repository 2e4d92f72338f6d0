package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private final OperatorEnvironment metrics = new OperatorEnvironment();

  @Test
  void usableValuesGoOnAndRefusedRecordsGoToTheSideAndAreCounted() throws Exception {
    RejectedRecord refused =
        new RejectedRecord(
            Inputs.origin("prices", 4), Refusal.UNDECODABLE, "not a record", null, null);
    var harness =
        new OneInputStreamOperatorTestHarness<Inbound<String>, Integer>(
            new ProcessOperator<>(new Intake<>(String::length, value -> 0)), metrics.subtask(1, 0));
    harness.open();
    harness.processElement(Inbound.of("four"), 11);
    harness.processElement(Inbound.rejected(refused), 12);
    harness.processElement(Inbound.of("sixsix"), 13);

    assertThat(harness.getRecordOutput())
        .containsExactly(new StreamRecord<>(4, 11), new StreamRecord<>(6, 13));
    assertThat(harness.getSideOutput(Intake.REJECTED))
        .extracting(StreamRecord::getValue)
        .containsExactly(refused);
    assertThat(metrics.count(MetricNames.REJECTED_RECORDS)).isEqualTo(1);
    harness.close();
  }
}
