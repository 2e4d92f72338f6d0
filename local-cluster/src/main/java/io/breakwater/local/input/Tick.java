package io.breakwater.local.input;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;

/**
 * One price of a file, before it has its number among all of a recording.
 *
 * @param price with the sequence 0
 */
record Tick(OraclePrice price) implements PriceRow {

  /**
   * A tick of a line.
   *
   * @param micros since the epoch
   * @param source who says so; empty where the line does not say it
   * @param confidence half-width of the confidence interval, in the unit of the price; null where
   *     not given
   * @throws RefusedException for what {@link OraclePrice} refuses
   */
  static Tick of(
      Line line,
      long micros,
      String factor,
      BigDecimal price,
      String source,
      BigDecimal confidence) {
    return new Tick(
        new OraclePrice(factor, null, source, price, confidence, micros, 0, line.origin()));
  }

  @Override
  public long timeMicros() {
    return price.publishTime();
  }

  @Override
  public String factor() {
    return price.factor();
  }

  @Override
  public boolean namesSource() {
    return !price.source().isEmpty();
  }

  /** The line that it is from, counted from 1. */
  long line() {
    return price.origin().offset();
  }

  /** The same tick at another time, microseconds since the epoch. */
  Tick at(long micros) {
    return new Tick(with(price.source(), micros, 0));
  }

  /** The same tick, said by a source. */
  Tick from(String source) {
    return new Tick(with(source, price.publishTime(), 0));
  }

  /** The price with its number among all of a recording. */
  OraclePrice numbered(long sequence) {
    return with(price.source(), price.publishTime(), sequence);
  }

  private OraclePrice with(String source, long publishTime, long sequence) {
    return new OraclePrice(
        price.factor(),
        price.kind(),
        source,
        price.value(),
        price.confidence(),
        publishTime,
        sequence,
        price.origin());
  }
}
