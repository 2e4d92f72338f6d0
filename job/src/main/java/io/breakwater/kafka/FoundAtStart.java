package io.breakwater.kafka;

/** What a start does that finds something with which the job could not keep its promises. */
public enum FoundAtStart {
  /** It ends before the job is submitted, and says all that was found. */
  STOP,
  /** It says all that was found, and goes on. */
  WARN
}
