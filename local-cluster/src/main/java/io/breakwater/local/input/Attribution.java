package io.breakwater.local.input;

import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says whose the ticks of a file are. A line is rejected whole, and once, where one of its ticks
 * could be of several sources.
 *
 * @param judged by whose terms
 * @param onRejected takes the lines of which nobody can say it
 */
record Attribution(JudgedFactors judged, Consumer<RejectedRecord> onRejected) {

  /**
   * The ticks with their sources.
   *
   * @param ticks among them all of each line
   */
  List<Tick> attributed(List<Tick> ticks) {
    List<Tick> attributed = new ArrayList<>(ticks.size());
    Set<Long> refused = new HashSet<>();
    for (Tick tick : ticks) {
      try {
        attributed.add(judged.attributed(tick));
      } catch (RefusedException e) {
        if (refused.add(tick.line())) {
          onRejected.accept(
              new RejectedRecord(tick.price().origin(), e.reason(), e.getMessage(), null, null));
        }
      }
    }
    attributed.removeIf(tick -> refused.contains(tick.line()));
    return attributed;
  }
}
