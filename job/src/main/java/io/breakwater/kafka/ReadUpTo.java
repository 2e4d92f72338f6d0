package io.breakwater.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to which moment one reader has read all that there was: the moment before it was asked where
 * its partitions end, once it has come to all of these ends.
 *
 * <p>One answer at a time is the goal; the next comes after it has been reached, so that a reader
 * that keeps up, however far behind, reaches one after the other. An answer that says nothing of a
 * partition is no goal: the partition was added after the question, or has no leader and is waited
 * for. Not thread-safe.
 */
final class ReadUpTo {
  /** No goal has been reached. */
  static final long NEVER = Long.MIN_VALUE;

  private final boolean passesLeaderless;
  private final Map<TopicPartition, Progress> partitions = new HashMap<>();
  private Map<TopicPartition, Long> ends = Map.of();
  private Map<TopicPartition, Long> goal;
  private long goalMillis;
  private long millis = NEVER;

  /** How far one partition has been read. */
  private static final class Progress {
    long position;

    /** From where it was last asked whether anything is left. */
    Long asked;

    Progress(long position) {
      this.position = position;
    }

    boolean isStalled() {
      return asked != null && asked == position;
    }

    /** Nothing visible lies between a position and the end: it goes on behind that. */
    void nothingLeft(long from, long end) {
      if (from == position) {
        position = end;
        asked = null;
      }
    }
  }

  ReadUpTo(LeaderlessPartition leaderless) {
    this.passesLeaderless = leaderless == LeaderlessPartition.PASS;
  }

  /**
   * A partition is to be read: what was found of the others is no goal any more.
   *
   * @param position the next offset to read, or a mark of Kafka's for the first there is
   */
  void add(TopicPartition partition, long position) {
    partitions.put(partition, new Progress(position));
    goal = null;
  }

  void remove(TopicPartition partition) {
    partitions.remove(partition);
  }

  /** A record of a partition was read. */
  void read(TopicPartition partition, long offset) {
    partitions.get(partition).position = offset + 1;
  }

  /** What there is to ask. */
  EndWatch.Question question() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Set<TopicPartition> stalled = new HashSet<>();
    partitions.forEach(
        (partition, progress) -> {
          positions.put(partition, progress.position);
          if (progress.isStalled()) {
            stalled.add(partition);
          }
        });
    return new EndWatch.Question(positions, stalled);
  }

  /** The answer to a question. */
  void heard(EndWatch.Answer answer) {
    ends = answer.found().ends();
    answer.asked().forEach((partition, from) -> heard(partition, from, answer.found()));
    pursue();
    if (goal == null && isGoal(answer.found())) {
      goal = ends;
      goalMillis = answer.millis();
    }
  }

  private void heard(TopicPartition partition, long from, EndProbe.Found found) {
    Progress progress = partitions.get(partition);
    if (progress != null) {
      progress.asked = from;
      if (found.readToEnd().contains(partition)) {
        progress.nothingLeft(from, found.ends().get(partition));
      }
    }
  }

  private boolean isGoal(EndProbe.Found found) {
    return partitions.keySet().stream()
        .allMatch(
            partition ->
                found.ends().containsKey(partition)
                    || passesLeaderless && found.leaderless().contains(partition));
  }

  private void pursue() {
    if (goal != null && partitions.keySet().stream().allMatch(this::isReached)) {
      millis = goalMillis;
      goal = null;
    }
  }

  private boolean isReached(TopicPartition partition) {
    Long end = goal.get(partition);
    return end == null || partitions.get(partition).position >= end;
  }

  /**
   * The moment, milliseconds since the epoch, or {@link #NEVER}. A reader of nothing has read all
   * up to now.
   *
   * @param nowMillis the present moment, since the epoch
   */
  long millis(long nowMillis) {
    if (partitions.isEmpty()) {
      return nowMillis;
    }
    pursue();
    return millis;
  }

  /**
   * How many offsets lie between where partitions are read and where they ended when it was looked
   * last; only those that are not read to there, by topic and number.
   */
  Map<String, Long> behind() {
    Map<String, Long> behind = new TreeMap<>();
    partitions.forEach(
        (partition, progress) -> {
          Long end = ends.get(partition);
          if (end == null || progress.position < end) {
            long from = Math.max(0, progress.position);
            behind.put(partition.toString(), end == null ? null : end - from);
          }
        });
    return behind;
  }
}
