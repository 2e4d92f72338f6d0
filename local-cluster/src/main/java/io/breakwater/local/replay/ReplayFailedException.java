package io.breakwater.local.replay;

import io.breakwater.local.command.InputException;
import org.apache.flink.util.ExceptionUtils;

/** A replay whose job failed. The message is a sentence, which is what the user reads. */
final class ReplayFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A job that failed: an input that could not be used speaks for itself. */
  ReplayFailedException(Exception failure) {
    super(sentence(failure), failure);
  }

  private static String sentence(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, InputException.class)
        .map(Throwable::getMessage)
        .orElseGet(() -> "the job failed: " + innermost(failure));
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
