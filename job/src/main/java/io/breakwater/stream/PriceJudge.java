package io.breakwater.stream;

import io.breakwater.oracle.OraclePrice;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The stage that judges prices, by instrument. Today it passes on what is newer than the last price
 * of the same source, by the source's sequence, and counts what is not.
 */
public final class PriceJudge extends KeyedProcessFunction<String, OraclePrice, MarketInput> {
  private static final long serialVersionUID = 1L;

  static final String STALE = "stalePrices";

  private static final MapStateDescriptor<String, Long> LAST_SEQUENCES =
      new MapStateDescriptor<>("last-sequence-by-source", Types.STRING, Types.LONG);

  private transient MapState<String, Long> lastSequences;
  private transient Counter stale;

  @Override
  public void open(OpenContext context) {
    lastSequences = getRuntimeContext().getMapState(LAST_SEQUENCES);
    stale = getRuntimeContext().getMetricGroup().counter(STALE);
  }

  @Override
  public void processElement(OraclePrice price, Context context, Collector<MarketInput> out)
      throws Exception {
    Long last = lastSequences.get(price.source());
    if (last != null && price.sequence() <= last) {
      stale.inc();
      return;
    }
    lastSequences.put(price.source(), price.sequence());
    out.collect(new MarketInput.OfPrice(price));
  }
}
