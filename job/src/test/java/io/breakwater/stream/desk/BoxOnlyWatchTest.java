package io.breakwater.stream.desk;

import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.model.ModelChoice;
import java.util.List;

/** Tripwires of a model without a fast form. */
class BoxOnlyWatchTest extends WatchContract {
  @Override
  WatchKind kind() {
    return WatchKind.TRIPWIRES;
  }

  @Override
  ModelChoice model() {
    return new ModelChoice(List.of(new LinearMarginModel()));
  }
}
