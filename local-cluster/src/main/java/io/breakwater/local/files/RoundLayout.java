package io.breakwater.local.files;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * Rounds of Chainlink feeds: the answer · 1e-8 at its publish second, the feed being the
 * instrument. Rounds of one second are ordered by their round id, then by line.
 */
final class RoundLayout implements PriceLayout<RoundLayout.Round> {
  static final String HEADER =
      "updated_at_s,updated_at_utc,feed,proxy_address,round_id,phase,aggregator_round,answer_e8,"
          + "price_usd,started_at_s";

  private static final int ANSWER_DECIMALS = 8;

  record Round(BigInteger id, Tick tick) implements PriceRow {
    @Override
    public long timeMillis() {
      return tick.timeMillis();
    }

    @Override
    public String instrument() {
      return tick.instrument();
    }
  }

  @Override
  public Round parse(Columns columns, Line line) {
    BigDecimal answer = new BigDecimal(columns.whole(7), ANSWER_DECIMALS);
    Tick tick = Tick.of(line, columns.millisOfSeconds(0), columns.text(2), answer, "", null);
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
