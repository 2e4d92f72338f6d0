package io.breakwater.options;

import java.util.List;

/** Options that the job cannot run with: each problem a sentence that says what to do. */
public final class InvalidOptionsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  InvalidOptionsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in the order in which it was found. */
  public List<String> problems() {
    return problems;
  }
}
