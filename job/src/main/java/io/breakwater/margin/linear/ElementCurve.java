package io.breakwater.margin.linear;

import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one position or balance adds to equity and requirement, as functions of the factor that
 * values it.
 *
 * <p>Equity is affine in the price. The requirement is convex: in segment s it is {@code
 * requirement.get(s)}, and segment s begins where {@code size · price = from.get(s)}.
 *
 * @param equity share of equity
 * @param size magnitude that turns a price into a notional, above 0
 * @param from notionals at which the segments begin, rising, the first 0
 * @param requirement share of the requirement, by segment
 */
public record ElementCurve(
    Affine equity, BigDecimal size, List<BigDecimal> from, List<Affine> requirement) {

  private static final List<BigDecimal> FROM_ZERO = List.of(BigDecimal.ZERO);

  public static ElementCurve of(Balance balance, InstrumentParameters instrument) {
    BigDecimal units = balance.units(instrument.factors());
    BigDecimal addOn = instrument.inForce().addOn(balance.side());
    return new ElementCurve(
        Affine.proportional(balance.signed(units)),
        units,
        FROM_ZERO,
        List.of(Affine.proportional(addOn.multiply(units))));
  }

  /**
   * @throws RefusedException {@link Refusal#CONTRADICTION} for an inverse position without an entry
   *     price
   */
  public static ElementCurve of(Position position, InstrumentParameters instrument) {
    MarginParameters parameters = instrument.inForce();
    Affine profit = profit(position, instrument);
    BigDecimal size = position.size().abs();
    if (instrument.kind() == InstrumentKind.INVERSE_PERPETUAL) {
      return flat(profit, size, parameters);
    }
    return parameters.marginBasis() == MarginBasis.ENTRY
        ? flat(profit, size.multiply(position.entryPrice()), parameters)
        : tiered(profit, size, parameters);
  }

  /**
   * What a position adds to equity.
   *
   * @throws RefusedException as {@link #of(Position, InstrumentParameters)}
   */
  public static Affine profit(Position position, InstrumentParameters instrument) {
    BigDecimal size = position.size();
    return instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
        ? new Affine(
            size.negate(), size.multiply(Rounding.inverseEntry(size, position.entryPrice())))
        : new Affine(size.multiply(position.entryPrice()).negate(), size);
  }

  /** Whether the requirement of a position bends with its price. */
  public static boolean isTiered(InstrumentParameters instrument) {
    MarginParameters parameters = instrument.inForce();
    return instrument.kind() != InstrumentKind.INVERSE_PERPETUAL
        && parameters.marginBasis() == MarginBasis.MARK
        && parameters.tiers().tiers().size() > 1;
  }

  /** A requirement that does not move with the price: the notional is given. */
  private static ElementCurve flat(
      Affine profit, BigDecimal notional, MarginParameters parameters) {
    BigDecimal margin = parameters.maintenanceMargin(notional);
    return new ElementCurve(profit, BigDecimal.ONE, FROM_ZERO, List.of(Affine.constant(margin)));
  }

  private static ElementCurve tiered(Affine profit, BigDecimal size, MarginParameters parameters) {
    TierTable table = parameters.tiers();
    List<BigDecimal> from = new ArrayList<>();
    List<Affine> requirement = new ArrayList<>();
    for (int t = 0; t < table.tiers().size(); t++) {
      MarginTier tier = table.tiers().get(t);
      from.add(tier.notionalFrom());
      requirement.add(
          new Affine(
              parameters.flatMargin().subtract(table.deductions().get(t)),
              tier.rate().add(parameters.closingFeeRate()).multiply(size)));
    }
    return new ElementCurve(profit, size, from, requirement);
  }

  /**
   * The same element along another factor, of which its own is a multiple.
   *
   * @param multiple above 0
   */
  ElementCurve along(BigDecimal multiple) {
    return new ElementCurve(
        equity.steeper(multiple),
        size.multiply(multiple),
        from,
        requirement.stream().map(piece -> piece.steeper(multiple)).toList());
  }

  /** What it adds to the requirement at a price. */
  BigDecimal requirementAt(BigDecimal price) {
    return requirement.get(segmentAt(price)).at(price);
  }

  /** The segment of a price; at a bend the one that begins there. */
  int segmentAt(BigDecimal price) {
    if (from.size() == 1) {
      return 0;
    }
    int found = Collections.binarySearch(from, size.multiply(price));
    return found >= 0 ? found : -found - 2;
  }

  /** Equity − m · requirement in one segment. */
  Affine health(BigDecimal multiplier, int segment) {
    return equity.minus(multiplier, requirement.get(segment));
  }
}
