package io.breakwater.margin;

class LinearMarginModelTest extends MarginModelContract {
  @Override
  protected MarginModel model() {
    return new LinearMarginModel();
  }
}
