package io.breakwater.stream;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.MarketInput;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The stage that judges prices, by factor. Today it keeps the values of each source in the order of
 * (publish time, sequence): one that equals the last in both is a duplicate, one below it is older;
 * both are dropped and counted. A source may begin its sequence again.
 */
public final class PriceJudge extends KeyedProcessFunction<String, OraclePrice, MarketInput> {
  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<String, Tuple2<Long, Long>> LAST =
      new MapStateDescriptor<>(
          "last-time-and-sequence-by-source", Types.STRING, Types.TUPLE(Types.LONG, Types.LONG));

  private transient MapState<String, Tuple2<Long, Long>> last;
  private transient Counter stale;
  private transient Counter duplicate;

  @Override
  public void open(OpenContext context) {
    last = getRuntimeContext().getMapState(LAST);
    stale = getRuntimeContext().getMetricGroup().counter(MetricNames.STALE_PRICES);
    duplicate = getRuntimeContext().getMetricGroup().counter(MetricNames.DUPLICATE_PRICES);
  }

  @Override
  public void processElement(OraclePrice price, Context context, Collector<MarketInput> out)
      throws Exception {
    int order = afterLast(price, last.get(price.source()));
    if (order > 0) {
      last.put(price.source(), Tuple2.of(price.publishTime(), price.sequence()));
      out.collect(new MarketInput.OfPrice(price));
    } else {
      (order == 0 ? duplicate : stale).inc();
    }
  }

  /** Above 0 when a price comes after the last of its source, 0 when it is that again. */
  private static int afterLast(OraclePrice price, Tuple2<Long, Long> last) {
    if (last == null) {
      return 1;
    }
    int byTime = Long.compare(price.publishTime(), last.f0);
    return byTime != 0 ? byTime : Long.compare(price.sequence(), last.f1);
  }
}
