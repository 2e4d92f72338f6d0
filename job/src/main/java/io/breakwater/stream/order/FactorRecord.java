package io.breakwater.stream.order;

import io.breakwater.oracle.judge.FactorState;
import io.breakwater.stream.event.MarketInput;
import java.util.List;

/**
 * What is kept of one factor at the judge through a restart.
 *
 * @param state of its judge
 * @param waiting what has come for it and is not due, in the order in which it becomes due
 * @param named whether any parameters name it
 */
public record FactorRecord(FactorState state, List<MarketInput> waiting, boolean named) {
  public FactorRecord {
    waiting = List.copyOf(waiting);
  }

  /**
   * Without what is of times that nothing can have: a source of such a time would never be heard.
   */
  public FactorRecord possible(long latest) {
    return new FactorRecord(
        state.possible(latest),
        waiting.stream().filter(input -> input.time() <= latest).toList(),
        named);
  }
}
