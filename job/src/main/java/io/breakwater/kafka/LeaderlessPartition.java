package io.breakwater.kafka;

/** What a start on the system clock does while a partition has no leader. */
public enum LeaderlessPartition {
  /** It raises no trigger before the partition has been read. */
  WAIT,
  /** It goes on without it. */
  PASS
}
