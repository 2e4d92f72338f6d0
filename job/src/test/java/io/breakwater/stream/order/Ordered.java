package io.breakwater.stream.order;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.RejectedRecord;
import java.util.ArrayList;
import java.util.List;

/** What came of the inputs of a {@link MarketOrder}. */
public final class Ordered implements MarketOrder.Output {
  final List<String> unknown = new ArrayList<>();
  final List<PriceQuality> qualities = new ArrayList<>();
  int older;
  int repeated;
  private final List<MarketEvent> events;
  private final List<RejectedRecord> rejected;

  public Ordered(List<MarketEvent> events, List<RejectedRecord> rejected) {
    this.events = events;
    this.rejected = rejected;
  }

  @Override
  public void event(MarketEvent event) {
    if (event.isWhole()) {
      events.add(event);
    }
  }

  @Override
  public void quality(PriceQuality quality) {
    qualities.add(quality);
  }

  @Override
  public void rejected(RejectedRecord refused) {
    rejected.add(refused);
  }

  @Override
  public void older() {
    older++;
  }

  @Override
  public void repeated() {
    repeated++;
  }

  @Override
  public void unknownInstrument(OraclePrice price) {
    unknown.add(price.factor());
  }
}
