package io.breakwater.margin.mirror;

import io.breakwater.margin.account.AccountShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An account as floating-point numbers, so that a tick need not read the account itself. Each
 * number is the nearest double of an exact one: all sums that do not depend on prices are taken
 * exactly first.
 *
 * <p>Element i adds {@code slopes[i] · p} to equity, and to the requirement {@code weights[i] · p},
 * or the tiered margin on {@code |slopes[i]| · p} where {@code weights[i]} is {@link #TIERED}; p is
 * the value of its factor.
 *
 * @param form which of the job's fast forms made it
 * @param shape what its level rests on besides the valuation
 * @param equityConstant part of equity that moves with no price, numeraire
 * @param requirementConstant part of the requirement that moves with no price, numeraire, 0 or more
 * @param factors that value the elements, ordered; a factor may repeat
 * @param instruments of the elements; null for an element of none
 * @param slopes equity per price of each element
 * @param weights requirement per price of each element, 0 or more, or {@link #TIERED}
 * @param worths signed worth of each element that no price moves, as of an inverse contract its
 *     size; NaN for an element whose worth is {@code slopes[i] · p}; null where all are so
 * @param owedCash negative cash of an account that has positions, as a magnitude, numeraire; else 0
 */
public record CompactAccount(
    int form,
    AccountShape shape,
    double equityConstant,
    double requirementConstant,
    String[] factors,
    String[] instruments,
    double[] slopes,
    double[] weights,
    double[] worths,
    double owedCash) {

  /** Marks an element whose requirement follows the tiers of its instrument. */
  public static final double TIERED = Double.NaN;

  /** Made by this one of the job's fast forms. */
  public CompactAccount madeBy(int which) {
    return new CompactAccount(
        which,
        shape,
        equityConstant,
        requirementConstant,
        factors,
        instruments,
        slopes,
        weights,
        worths,
        owedCash);
  }

  /** Collects elements in any order. */
  public static final class Builder {
    private final AccountShape shape;
    private final List<Element> elements = new ArrayList<>();
    private double owedCash;

    private record Element(
        String factor, String instrument, double slope, double weight, double worth) {
      static final Comparator<Element> ORDER =
          Comparator.comparing(Element::factor)
              .thenComparing(Element::instrument, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    public Builder(AccountShape shape) {
      this.shape = shape;
    }

    /**
     * Adds an element.
     *
     * @param instrument or null for none
     */
    public void add(String factor, String instrument, double slope, double weight) {
      add(factor, instrument, slope, weight, Double.NaN);
    }

    /**
     * Adds an element.
     *
     * @param instrument or null for none
     * @param worth that no price moves; NaN where it is slope · price
     */
    public void add(String factor, String instrument, double slope, double weight, double worth) {
      elements.add(new Element(factor, instrument, slope, weight, worth));
    }

    /** Negative cash of an account that has positions, as a magnitude. */
    public void owesCash(double magnitude) {
      owedCash = magnitude;
    }

    /** The account with the parts of equity and requirement that move with no price. */
    public CompactAccount build(double equityConstant, double requirementConstant) {
      elements.sort(Element.ORDER);
      int count = elements.size();
      String[] factors = new String[count];
      String[] instruments = new String[count];
      double[] slopes = new double[count];
      double[] weights = new double[count];
      double[] worths = new double[count];
      boolean isAnyFixed = false;
      for (int i = 0; i < count; i++) {
        Element element = elements.get(i);
        factors[i] = element.factor();
        instruments[i] = element.instrument();
        slopes[i] = element.slope();
        weights[i] = element.weight();
        worths[i] = element.worth();
        isAnyFixed |= !Double.isNaN(worths[i]);
      }
      return new CompactAccount(
          0,
          shape,
          equityConstant,
          requirementConstant,
          factors,
          instruments,
          slopes,
          weights,
          isAnyFixed ? worths : null,
          owedCash);
    }
  }
}
