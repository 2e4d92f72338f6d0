package io.breakwater.oracle.judge;

import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.JudgingTerms;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a guard that holds values back although sources agree with each other: two or more that are
 * fresh, stand at or outside of the bounds or have jumped, and lie within the maximum deviation of
 * each other. Then either all of them are wrong, or the guard is.
 */
final class AgreeingOutside {
  private AgreeingOutside() {}

  /** The sources that agree; none where no two do. */
  static List<SourceVerdict> in(Judgement judgement, JudgingTerms terms) {
    List<SourceVerdict> held =
        judgement.sources().stream().filter(AgreeingOutside::isHeld).toList();
    List<SourceVerdict> most = List.of();
    for (SourceVerdict one : held) {
      List<SourceVerdict> agreeing = new ArrayList<>();
      for (SourceVerdict other : held) {
        if (!BasisPoints.isFurther(other.value(), one.value(), terms.maximumDeviationBps())) {
          agreeing.add(other);
        }
      }
      most = agreeing.size() > most.size() ? agreeing : most;
    }
    return most.size() < 2 ? List.of() : most;
  }

  private static boolean isHeld(SourceVerdict source) {
    return source.reason() == Doubt.OUT_OF_BOUNDS || source.reason() == Doubt.UNCONFIRMED_JUMP;
  }
}
