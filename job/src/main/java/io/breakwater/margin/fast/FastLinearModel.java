package io.breakwater.margin.fast;

import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.model.FastForm;

/** The linear model with its fast form. */
public final class FastLinearModel extends LinearMarginModel {
  @Override
  public FastForm fastForm(FloatMarket numbers) {
    return new LinearForm(numbers);
  }
}
