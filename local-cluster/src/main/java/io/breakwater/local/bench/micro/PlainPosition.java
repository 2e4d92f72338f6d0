package io.breakwater.local.bench.micro;

import io.breakwater.margin.account.Element;
import io.breakwater.margin.account.Position;
import java.math.BigDecimal;

/** A position as a POJO of Flink. */
public class PlainPosition {
  public String instrument;
  public BigDecimal size;
  public BigDecimal entryPrice;
  public long sequence;

  /** For the serializer. */
  public PlainPosition() {}

  PlainPosition(Element<Position> position) {
    instrument = position.value().instrument();
    size = position.value().size();
    entryPrice = position.value().entryPrice();
    sequence = position.sequence();
  }

  Element<Position> position() {
    return new Element<>(Position.of(instrument, size, entryPrice), sequence);
  }
}
