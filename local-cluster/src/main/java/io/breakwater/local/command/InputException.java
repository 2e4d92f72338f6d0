package io.breakwater.local.command;

import io.breakwater.value.Refusal;

/**
 * A file that cannot be used, or a part of it. The message is a sentence that begins with the file
 * and, where there is one, the line: it is what the user reads.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal reason;
  private final String sentence;

  private InputException(Refusal reason, String place, String sentence) {
    super(place + ": " + sentence);
    this.reason = reason;
    this.sentence = sentence;
  }

  /** About a whole file. */
  public static InputException of(String file, String sentence) {
    return new InputException(Refusal.UNDECODABLE, file, sentence);
  }

  /**
   * About one line.
   *
   * @param line counted from 1
   */
  public static InputException at(String file, long line, Refusal reason, String sentence) {
    return new InputException(reason, file + ", line " + line, sentence);
  }

  /** Why, as rejected records say it. */
  public Refusal reason() {
    return reason;
  }

  /** The message without file and line. */
  public String sentence() {
    return sentence;
  }
}
