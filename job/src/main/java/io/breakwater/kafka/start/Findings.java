package io.breakwater.kafka.start;

import java.util.ArrayList;
import java.util.List;

/** What checks have found so far: each a sentence that says what to do. Not thread-safe. */
final class Findings {
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** The job would break a promise, or fail again and again. */
  void problem(String sentence) {
    problems.add(sentence);
  }

  /** The job works, not as well as it could; or something could not be looked at. */
  void warning(String sentence) {
    warnings.add(sentence);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
