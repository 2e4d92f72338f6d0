package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An account as floating-point numbers, so that a tick need not read the account itself. Each
 * number is the nearest double of an exact one: all sums that do not depend on prices are taken
 * exactly first.
 *
 * <p>Element i adds {@code slopes[i] · p} to equity, and to the requirement {@code weights[i] · p},
 * or the tiered margin on {@code |slopes[i]| · p} where {@code weights[i]} is {@link #TIERED}.
 *
 * @param shape what its level rests on besides the valuation
 * @param equityConstant part of equity that moves with no price, numeraire
 * @param requirementConstant part of the requirement that moves with no price, numeraire, 0 or more
 * @param instruments of the elements, ordered; an instrument may repeat
 * @param slopes equity per price of each element
 * @param weights requirement per price of each element, 0 or more, or {@link #TIERED}
 */
public record CompactAccount(
    AccountShape shape,
    double equityConstant,
    double requirementConstant,
    String[] instruments,
    double[] slopes,
    double[] weights) {

  /** Marks an element whose requirement follows the tiers of its instrument. */
  public static final double TIERED = Double.NaN;

  /** The compact form of an account that can be valued, whose parameters are all known. */
  public static CompactAccount of(Account account, Market market) {
    Map<String, List<ElementCurve>> curves = LinearMarginModel.curves(account, market);
    int size = curves.values().stream().mapToInt(List::size).sum();
    String[] instruments = new String[size];
    double[] slopes = new double[size];
    double[] weights = new double[size];
    BigDecimal equity = account.cash();
    BigDecimal requirement = BigDecimal.ZERO;
    int i = 0;
    for (Map.Entry<String, List<ElementCurve>> entry : curves.entrySet()) {
      for (ElementCurve element : entry.getValue()) {
        equity = equity.add(element.equity().constant());
        requirement = requirement.add(element.requirement().get(0).constant());
        instruments[i] = entry.getKey();
        slopes[i] = element.equity().slope().doubleValue();
        weights[i] =
            element.requirement().size() == 1
                ? element.requirement().get(0).slope().doubleValue()
                : TIERED;
        i++;
      }
    }
    return new CompactAccount(
        AccountShape.of(account),
        equity.doubleValue(),
        requirement.doubleValue(),
        instruments,
        slopes,
        weights);
  }
}
