package io.breakwater.kafka.start;

import java.util.List;

/** The job was not submitted: each problem is a sentence that says what to do. */
public final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  StartRefusedException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** All that was found, in the order in which it was looked at. */
  public List<String> problems() {
    return problems;
  }
}
