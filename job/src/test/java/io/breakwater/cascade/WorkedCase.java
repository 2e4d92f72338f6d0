package io.breakwater.cascade;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The worked case: maintenance margin 2 %, mark 100, isolated longs of 1000 at 25 times their
 * equity, 2000 at 20, 3000 at 16, 4000 at 12.5, 5000 at 10 and 20000 at 5, and a market that takes
 * 36000 within 10 %.
 */
public final class WorkedCase {
  public static final String CONTRACT = "ABC";

  public static final MarketDepth DEPTH =
      Depths.both(
          CONTRACT, "50", "1000", "100", "2500", "200", "6000", "300", "9000", "500", "16000",
          "1000", "36000", "2000", "80000");

  private static final String[][] SIZES_AND_EQUITIES = {
    {"1000", "4000"},
    {"2000", "10000"},
    {"3000", "18750"},
    {"4000", "32000"},
    {"5000", "50000"},
    {"20000", "400000"}
  };

  private WorkedCase() {}

  /** Without anything that says how the price is moved. */
  public static MarkerBuilder marker() {
    return new MarkerBuilder(Samples.STRICT)
        .with(Samples.perpetual(CONTRACT, "0", "0.02"), "100")
        .withAll(accounts());
  }

  /** With depth as told. */
  public static MarkerBuilder withDepth() {
    return marker().with(DEPTH);
  }

  public static MarkerBuilder with(ImpactRule rule) {
    return marker().with(CONTRACT, new ImpactTerms(rule, null, 60, "default"));
  }

  private static List<Account> accounts() {
    List<Account> accounts = new ArrayList<>();
    for (String[] each : SIZES_AND_EQUITIES) {
      Position position = Samples.position(CONTRACT, each[0], "100");
      accounts.add(
          new Account("long " + each[0], new BigDecimal(each[1]), List.of(), List.of(position)));
    }
    return accounts;
  }
}
