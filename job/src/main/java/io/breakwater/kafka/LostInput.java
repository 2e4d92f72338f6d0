package io.breakwater.kafka;

/** What a start does that finds a broker without records that the restored state has not read. */
public enum LostInput {
  /** It stops, and says what is lost. */
  STOP,
  /** It goes on with the first records that there are. */
  ACCEPT
}
