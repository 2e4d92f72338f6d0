package io.breakwater.stream;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.order.EventOrder;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** One subtask of the judge, with Flink's state and timers around it. */
final class JudgeHarness extends AbstractStreamOperatorTestHarness<MarketInput> {
  private final PriceJudge judge;

  JudgeHarness(StreamSettings settings, OperatorEnvironment environment) throws Exception {
    this(new PriceJudge(settings), environment);
  }

  private JudgeHarness(PriceJudge judge, OperatorEnvironment environment) throws Exception {
    super(judge, environment.subtask(1, 0));
    this.judge = judge;
    KeySelector<OraclePrice, String> byFactor = OraclePrice::factor;
    KeySelector<MarketInput, String> byId = EventOrder::key;
    config.setStatePartitioner(0, byFactor);
    config.setStatePartitioner(1, byId);
    config.setStateKeySerializer(StringSerializer.INSTANCE);
    config.serializeAllConfigs();
    setStateBackend(OperatorEnvironment.rocksDb());
  }

  void read(OraclePrice price) throws Exception {
    StreamRecord<OraclePrice> element = new StreamRecord<>(price, 0);
    judge.setKeyContextElement1(element);
    judge.processElement1(element);
  }

  void read(MarketInput input) throws Exception {
    StreamRecord<MarketInput> element = new StreamRecord<>(input, 0);
    judge.setKeyContextElement2(element);
    judge.processElement2(element);
  }

  void watermark(long millis) throws Exception {
    judge.processWatermark1(new Watermark(millis));
    judge.processWatermark2(new Watermark(millis));
  }

  OperatorSubtaskState checkpoint() throws Exception {
    judge.prepareSnapshotPreBarrier(1);
    return snapshot(1, 1);
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException("the judge cannot be closed", e);
    }
  }
}
