package io.breakwater.local.input;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * Rounds of Chainlink feeds: the answer · 1e-8 at its publish second, the feed being the factor and
 * {@code chainlink} the source. Rounds of one second are ordered by their round id, then by line.
 */
final class RoundLayout implements PriceLayout<RoundLayout.Round> {
  static final List<String> COLUMNS =
      List.of(
          "updated_at_s",
          "updated_at_utc",
          "feed",
          "proxy_address",
          "round_id",
          "phase",
          "aggregator_round",
          "answer_e8",
          "price_usd",
          "started_at_s");

  private static final String SOURCE = "chainlink";
  private static final int ANSWER_DECIMALS = 8;

  record Round(BigInteger id, Tick tick) implements PriceRow {
    @Override
    public long timeMicros() {
      return tick.timeMicros();
    }

    @Override
    public String factor() {
      return tick.factor();
    }

    @Override
    public boolean namesSource() {
      return tick.namesSource();
    }
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public Round parse(Columns columns, Line line) {
    BigDecimal answer = new BigDecimal(columns.whole(7), ANSWER_DECIMALS);
    long time = columns.micros(0, ClockUnit.SECONDS);
    Tick tick = Tick.of(line, time, columns.text(2), answer, SOURCE, null);
    return new Round(columns.whole(4), tick);
  }

  @Override
  public List<Tick> ticks(List<Round> rounds, long stepMillis) {
    return rounds.stream().sorted(Comparator.comparing(Round::id)).map(Round::tick).toList();
  }

  @Override
  public int ticksPerRow() {
    return 1;
  }

  @Override
  public boolean promisesOrder() {
    return false;
  }
}
