package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The rules of margin: the seam behind which every venue's rules stand, and all that the rest of
 * the job knows of them. Nothing outside of a model assumes that health is linear, or a sum of
 * functions of one factor each.
 *
 * <p>A model answers from the account and the market alone, and always the same. Of the market it
 * may use the policy, the terms of the instruments that the account holds (not their version), and
 * the values of its {@link #factors}: an account is decided anew when these change, and at no other
 * time. A factor that no instrument names must have a record on {@code risk-factors}.
 *
 * <p>{@link #declines} is asked of any account, {@link #appraise} and {@link #factors} of those
 * that it takes, and all else of what counts of such that are not pending: then all factors have
 * values.
 */
public interface MarginModel {
  /**
   * Why an account is not for this model; null where it takes it. Rests on what the account holds
   * and on the terms of that, of which some may not be known; not on values. Who chooses among
   * models asks it, and nobody else: see {@link ModelChoice}.
   */
  String declines(Account account, Market market);

  /**
   * What can be valued of an account that it takes. A deposit whose parameters or price are not
   * known, or that is not an asset, counts for nothing: what nobody can value must not shield an
   * account. A position or a debt of which that is so leaves the whole account pending, as an
   * unknown policy does.
   */
  Appraisal appraise(Account account, Market market);

  /**
   * The factors that the account rests on, each a coordinate of its own, observed or derived: those
   * that its instruments name, and whatever else the model values it by. Where the parameters of an
   * instrument are not known, its factors are left out.
   */
  default SortedSet<String> factors(Account account, Market market) {
    return FactorsOf.named(account, market);
  }

  /** Equity and requirement at the market's values, exact. */
  Valuation value(Account account, Market market);

  /**
   * The level that follows from the previous one, by exact arithmetic, with the {@link #value} that
   * it follows from.
   *
   * @param previous the level that hysteresis remembers; matters only where the policy has it
   */
  Decision decide(Account account, Level previous, Market market);

  /**
   * Where each observed factor that the account rests on makes it liquidatable, the other observed
   * ones held and everything derived from it moving along; by name, in order.
   */
  Map<String, CriticalPrices> criticalPrices(Account account, Market market);

  /** What a trigger says to close, positions first, each in the account's order. */
  List<CloseOutLeg> closeOut(Account account, Market market);

  /**
   * The ratio by which lending protocols speak of an account, weighted deposits / weighted debts,
   * for reading only; null where the account has none.
   */
  default BigDecimal healthFactor(Account account, Market market) {
    return null;
  }

  /**
   * Values among which the account keeps its level: whatever combination of values inside of the
   * box comes, {@link #decide} with the remembered level as the previous one answers the level. The
   * values that stand are inside.
   *
   * @param level the level that {@link #decide} answers at the market's values
   * @param remembered the previous level of the decisions, not worse than {@code level}
   */
  SafeBox safeBox(Account account, Level level, Level remembered, Market market);

  /**
   * Equity and requirement where health is greatest, of all values that may be true: those in the
   * intervals of the factors that are not certain, everything derived from an observed one moving
   * along; what derives from several takes each at its favourable end.
   *
   * @param level whose intervals are meant
   * @param multiplier of the health that is greatest there
   * @return null where health grows without end; {@link #value} where all is certain
   */
  Valuation best(Account account, Level level, BigDecimal multiplier, Market market);

  /**
   * Values of the factors that are certain among which the level that is certain of an account does
   * not become worse than its triggered level, while the others stay as they are, with their
   * intervals. By default those that stand alone.
   *
   * @param triggered at least as bad as {@link BoxLevel} says
   * @param remembered the previous level of the decisions
   */
  default SafeBox heldBox(Account account, Level triggered, Level remembered, Market market) {
    Map<String, PriceInterval> box = new HashMap<>();
    for (String factor : factors(account, market)) {
      BigDecimal value = market.value(factor);
      box.put(factor, new PriceInterval(value, value));
    }
    return new SafeBox(box);
  }

  /**
   * A form for the many. Without one of its own, a model works by its safe box alone, slower.
   *
   * @param numbers the market that the form is asked about, kept up to date by who asks
   */
  default FastForm fastForm(FloatMarket numbers) {
    return new BoxOnlyForm(this, numbers);
  }
}
