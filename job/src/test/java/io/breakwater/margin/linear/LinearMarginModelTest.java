package io.breakwater.margin.linear;

import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.MarginModelContract;

class LinearMarginModelTest extends MarginModelContract {
  @Override
  protected MarginModel model() {
    return new LinearMarginModel();
  }
}
