package io.breakwater.margin.mirror;

import io.breakwater.margin.account.AccountShape;

/**
 * A view of one account within flat arrays that hold many: what fast forms calculate from. One view
 * is moved from account to account, so that nothing is allocated; see {@link CompactAccount} for
 * the numbers. Not thread-safe.
 */
public final class MirroredAccount {
  private int[] pricings;
  private double[] slopes;
  private double[] weights;
  private double[] worths;
  private double owedCash;
  private int form;
  private AccountShape shape;
  private int level;
  private int remembered;
  private double equityConstant;
  private double requirementConstant;
  private int from;
  private int to;

  /**
   * Looks into arrays.
   *
   * @param pricings of the elements, see {@link FloatMarket#pricing}; those of one factor side by
   *     side
   * @param slopes of the elements
   * @param weights of the elements
   */
  public MirroredAccount elements(int[] pricings, double[] slopes, double[] weights) {
    this.pricings = pricings;
    this.slopes = slopes;
    this.weights = weights;
    return this;
  }

  /**
   * Looks into an array of fixed worths.
   *
   * @param fixed see {@link CompactAccount#worths}
   */
  public MirroredAccount worths(double[] fixed) {
    this.worths = fixed;
    return this;
  }

  /** Negative cash of an account that has positions, as a magnitude; else 0. */
  public MirroredAccount owesCash(double magnitude) {
    this.owedCash = magnitude;
    return this;
  }

  /** Moves to an account whose elements lie at {@code from} to {@code to}. */
  public MirroredAccount run(int from, int to) {
    this.from = from;
    this.to = to;
    return this;
  }

  /** The parts of equity and requirement that move with no price. */
  public MirroredAccount constants(double equity, double requirement) {
    this.equityConstant = equity;
    this.requirementConstant = requirement;
    return this;
  }

  /**
   * What the next level rests on besides the numbers.
   *
   * @param level code of the level at which it stands
   * @param remembered code of the level that hysteresis remembers, not above {@code level}
   */
  public MirroredAccount stands(AccountShape shape, int level, int remembered) {
    this.shape = shape;
    this.level = level;
    this.remembered = remembered;
    return this;
  }

  /** Which of the job's fast forms made its numbers. */
  public MirroredAccount madeBy(int which) {
    this.form = which;
    return this;
  }

  /** Which of the job's fast forms made its numbers. */
  public int form() {
    return form;
  }

  /** The pricings of all accounts' elements; this one's lie at {@link #from} to {@link #to}. */
  public int[] pricings() {
    return pricings;
  }

  /** The slopes of all accounts' elements. */
  public double[] slopes() {
    return slopes;
  }

  /** The weights of all accounts' elements. */
  public double[] weights() {
    return weights;
  }

  /** The fixed worths of all accounts' elements; null where none has one. */
  public double[] worths() {
    return worths;
  }

  /** Negative cash of an account that has positions, as a magnitude; else 0. */
  public double owedCash() {
    return owedCash;
  }

  /** First place of its elements. */
  public int from() {
    return from;
  }

  /** Place after the last of its elements. */
  public int to() {
    return to;
  }

  /** The part of equity that moves with no price. */
  public double equityConstant() {
    return equityConstant;
  }

  /** The part of the requirement that moves with no price. */
  public double requirementConstant() {
    return requirementConstant;
  }

  public AccountShape shape() {
    return shape;
  }

  /** Code of the level at which it stands. */
  public int level() {
    return level;
  }

  /** Code of the level that hysteresis remembers. */
  public int remembered() {
    return remembered;
  }
}
