package io.breakwater.stream;

import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** The sequencer as a subtask, each input by its name. */
final class SequencerHarness extends AbstractStreamOperatorTestHarness<MarketEvent> {
  private final MarketSequencer sequencer;

  SequencerHarness(StreamSettings settings, OperatorEnvironment environment) throws Exception {
    this(new MarketSequencer(settings), environment);
  }

  private SequencerHarness(MarketSequencer sequencer, OperatorEnvironment environment)
      throws Exception {
    super(sequencer, environment.subtask(1, 0));
    this.sequencer = sequencer;
  }

  void read(MarketInput input) {
    StreamRecord<MarketInput> element = new StreamRecord<>(input, 0);
    if (input instanceof MarketInput.OfPrice) {
      sequencer.processElement1(element);
    } else {
      sequencer.processElement2(element);
    }
  }

  void priceWatermark(long millis) throws Exception {
    sequencer.processWatermark1(new Watermark(millis));
  }

  void parameterWatermark(long millis) throws Exception {
    sequencer.processWatermark2(new Watermark(millis));
  }

  void priceStatus(WatermarkStatus status) throws Exception {
    sequencer.processWatermarkStatus1(status);
  }

  void parameterStatus(WatermarkStatus status) throws Exception {
    sequencer.processWatermarkStatus2(status);
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException("the sequencer cannot be closed", e);
    }
  }
}
