package io.breakwater.margin;

import io.breakwater.margin.fast.FastLinearModel;
import io.breakwater.margin.model.ModelChoice;
import java.util.List;

/** The margin models that the job decides by. */
public final class MarginModels {
  private MarginModels() {}

  /** All of them, as one that chooses for each account by what it holds. */
  public static ModelChoice all() {
    return new ModelChoice(List.of(new FastLinearModel()));
  }
}
