package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Several models as one: each account is the first's that takes it, by what it holds. An account
 * that none takes is pending, with the reasons.
 */
public final class ModelChoice implements MarginModel {
  /** The most models that there can be: mirrors keep which one made an account in some bits. */
  public static final int MOST = 32;

  private static final int NONE = -1;

  private final List<MarginModel> models;

  /**
   * @param models in the order in which they are asked, 1 to {@link #MOST}, none of them a choice
   */
  public ModelChoice(List<MarginModel> models) {
    if (models.isEmpty() || models.size() > MOST) {
      throw new IllegalArgumentException("there must be 1 to " + MOST + " margin models");
    }
    if (models.stream().anyMatch(ModelChoice.class::isInstance)) {
      throw new IllegalArgumentException("a choice of choices: list their models instead");
    }
    this.models = List.copyOf(models);
  }

  @Override
  public String declines(Account account, Market market) {
    return indexFor(account, market) != NONE
        ? null
        : models.stream()
            .map(model -> model.declines(account, market))
            .distinct()
            .collect(Collectors.joining("; ", "no margin model takes the account: ", ""));
  }

  /** Place of the model that takes an account; {@link #NONE} where none does. */
  private int indexFor(Account account, Market market) {
    for (int index = 0; index < models.size(); index++) {
      if (models.get(index).declines(account, market) == null) {
        return index;
      }
    }
    return NONE;
  }

  /** The model of an account that one takes. */
  private MarginModel of(Account account, Market market) {
    return models.get(indexFor(account, market));
  }

  /**
   * {@inheritDoc} The choice is by what counts. An account that its model takes for whole is
   * pending all the same where a factor that it rests on has no value.
   */
  @Override
  public Appraisal appraise(Account account, Market market) {
    Appraisal counts = WhatCounts.of(account, market);
    return appraiseWhatCounts(counts.account(), market).besides(counts.unvalued());
  }

  private Appraisal appraiseWhatCounts(Account account, Market market) {
    int index = indexFor(account, market);
    if (index == NONE) {
      return new Appraisal(account, declines(account, market), List.of());
    }
    MarginModel model = models.get(index);
    Appraisal appraisal = model.appraise(account, market);
    if (!appraisal.unvalued().isEmpty()) {
      return appraiseWhatCounts(appraisal.account(), market).besides(appraisal.unvalued());
    }
    return appraisal.isPending()
        ? appraisal
        : new Appraisal(account, lacks(model, account, market), List.of());
  }

  private static String lacks(MarginModel model, Account account, Market market) {
    for (String factor : model.factors(account, market)) {
      String reason = WhatCounts.missing(factor, market);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  @Override
  public SortedSet<String> factors(Account account, Market market) {
    int index = indexFor(account, market);
    return index == NONE
        ? FactorsOf.named(account, market)
        : models.get(index).factors(account, market);
  }

  @Override
  public Valuation value(Account account, Market market) {
    return of(account, market).value(account, market);
  }

  @Override
  public Decision decide(Account account, Level previous, Market market) {
    return of(account, market).decide(account, previous, market);
  }

  @Override
  public Map<String, CriticalPrices> criticalPrices(Account account, Market market) {
    return of(account, market).criticalPrices(account, market);
  }

  @Override
  public List<CloseOutLeg> closeOut(Account account, Market market) {
    return of(account, market).closeOut(account, market);
  }

  @Override
  public BigDecimal healthFactor(Account account, Market market) {
    return of(account, market).healthFactor(account, market);
  }

  @Override
  public SafeBox safeBox(Account account, Level level, Level remembered, Market market) {
    return of(account, market).safeBox(account, level, remembered, market);
  }

  @Override
  public Valuation best(Account account, Level level, BigDecimal multiplier, Market market) {
    return of(account, market).best(account, level, multiplier, market);
  }

  @Override
  public SafeBox heldBox(Account account, Level triggered, Level remembered, Market market) {
    return of(account, market).heldBox(account, triggered, remembered, market);
  }

  @Override
  public FastForm fastForm(FloatMarket numbers) {
    return new Forms(models.stream().map(model -> model.fastForm(numbers)).toList());
  }

  /** The fast forms of all models; accounts remember which made them. */
  private final class Forms implements FastForm {
    private final FastForm[] forms;

    Forms(List<FastForm> forms) {
      this.forms = forms.toArray(FastForm[]::new);
    }

    @Override
    public CompactAccount compact(Account account, Market market) {
      int index = indexFor(account, market);
      return forms[index].compact(account, market).madeBy(index);
    }

    @Override
    public int level(MirroredAccount account) {
      return forms[account.form()].level(account);
    }

    @Override
    public void bounds(MirroredAccount account, Bounds found) {
      forms[account.form()].bounds(account, found);
    }

    @Override
    public void bounds(MirroredAccount mirrored, Account account, Market market, Bounds found) {
      forms[mirrored.form()].bounds(mirrored, account, market, found);
    }

    @Override
    public MoveForm moveForm() {
      List<MoveForm> moves = Arrays.stream(forms).map(FastForm::moveForm).toList();
      return moves.size() == 1 ? moves.get(0) : new MovesByForm(moves);
    }
  }
}
