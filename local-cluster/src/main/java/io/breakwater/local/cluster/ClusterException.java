package io.breakwater.local.cluster;

/**
 * The local cluster cannot start or go on. The message is a sentence that says what to do: it is
 * what the user reads.
 */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClusterException(String sentence) {
    super(sentence);
  }

  public ClusterException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
