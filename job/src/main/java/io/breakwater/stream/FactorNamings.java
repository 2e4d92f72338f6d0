package io.breakwater.stream;

import io.breakwater.stream.event.MarketInput;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Which factors parameters name besides their own, each on its way to where its values are. */
public final class FactorNamings implements FlatMapFunction<MarketInput, MarketInput> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(MarketInput parameters, Collector<MarketInput> out) {
    parameters.namings().forEach(out::collect);
  }
}
