package io.breakwater.local.keeper;

import io.breakwater.oracle.judge.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the triggers read so far say, when each may come more than once and some belong to a history
 * that a failure undid.
 *
 * <p>The rule. Of a partition only its largest epoch counts:
 *
 * <ul>
 *   <li>a record of a larger epoch than all before it in its partition, be it a trigger or only the
 *       word that the epoch begins: every episode that stands open there is void. Those that are
 *       still open in the new epoch are stated again (RESTATED), with their last id and where they
 *       stand now;
 *   <li>a record of a smaller epoch: obsolete, skip it. It comes from before the job knew of the
 *       new one, or from a process that was given up and still writes.
 * </ul>
 *
 * Within an epoch, by the last trigger of the same account:
 *
 * <ul>
 *   <li>same id, same decision: a repeat, nothing changes;
 *   <li>a larger id, or the account's first: the next trigger;
 *   <li>same id with another decision, or a smaller id: the job went back before the last trigger
 *       and lives through another history; the new trigger replaces all from its id on. What it
 *       undid and still holds comes again after it.
 * </ul>
 *
 * <p>Why it is right. On the system clock the inputs may interleave differently after a failure, so
 * that nothing need ever follow a trigger which the failure undid. But each life of the job there
 * begins an epoch, in every partition, and states all that is open in it: so the end of what a life
 * has said is what that life holds, whatever came before it, and within a life nothing is undone.
 * On the event clock there is one epoch; the job lives through the same history again, and what it
 * undid comes again as it was.
 *
 * <p>Between the beginning of an epoch and the statements that follow it, in moments, an episode
 * that goes on is void: who acted upon it remembers that he did.
 *
 * <p>Where it is wrong: on the event clock, a record that comes late is applied at the clock's
 * present time, which may be another one after a failure; a trigger that such a record caused, and
 * that the failure undid, may stand until the account's next one. And epochs must grow: triggers on
 * the event clock after ones on the system clock in the same topic are of a smaller epoch, as are
 * those of a start on a clock that was set back, and would be skipped ({@code deploy/README.md}).
 *
 * <p>It rests on the order of a partition: triggers of one account are read in the order in which
 * the job sent them. One entry an account that the partition's epoch names, and one epoch a
 * partition, are kept.
 */
public final class TriggerLog {
  private final Consumer<TriggerId> onVoid;
  private final Map<Integer, Partition> partitions = new HashMap<>();
  private int openCount;

  /** What a record is to those before it. */
  public enum Verdict {
    /** It was read before: skip it. */
    REPEAT,
    /** It goes on where the last one ended. */
    NEXT,
    /** It takes the place of what was read from its id on. */
    REPLACEMENT,
    /** It belongs to an epoch that is over: skip it. */
    OBSOLETE
  }

  /** The last trigger of an account. */
  private record Entry(TriggerId id, String decision, boolean open) {}

  /** What the largest epoch of a partition has said. */
  private static final class Partition {
    private long epoch;
    private final Map<String, Entry> last = new HashMap<>();
  }

  /** A log that nobody listens to. */
  public TriggerLog() {
    this(voided -> {});
  }

  /**
   * @param onVoid is told the last trigger of each open episode that becomes void
   */
  public TriggerLog(Consumer<TriggerId> onVoid) {
    this.onVoid = onVoid;
  }

  /** Takes the word that an epoch begins in a partition. */
  public void begin(int partition, long epoch) {
    reach(partition, epoch);
  }

  /**
   * Takes the next trigger of a partition.
   *
   * @param epoch that it belongs to
   * @param decision fingerprint of what was decided on
   * @param open whether its episode goes on: it is no withdrawal
   */
  public Verdict add(int partition, long epoch, TriggerId id, String decision, boolean open) {
    Partition log = reach(partition, epoch);
    if (epoch < log.epoch) {
      return Verdict.OBSOLETE;
    }
    Entry before = log.last.get(id.account());
    Verdict verdict = judge(before, id, decision);
    if (verdict != Verdict.REPEAT) {
      log.last.put(id.account(), new Entry(id, decision, open));
      openCount += (open ? 1 : 0) - (before != null && before.open() ? 1 : 0);
    }
    return verdict;
  }

  /** The log of a partition, begun anew if the epoch is a larger one. */
  private Partition reach(int partition, long epoch) {
    Partition log = partitions.computeIfAbsent(partition, number -> new Partition());
    if (epoch > log.epoch) {
      log.epoch = epoch;
      log.last.values().stream().filter(Entry::open).forEach(this::voidOpen);
      log.last.clear();
    }
    return log;
  }

  private void voidOpen(Entry entry) {
    openCount--;
    onVoid.accept(entry.id());
  }

  private static Verdict judge(Entry before, TriggerId id, String decision) {
    if (before == null || id.isAfter(before.id())) {
      return Verdict.NEXT;
    }
    boolean same = id.equals(before.id()) && decision.equals(before.decision());
    return same ? Verdict.REPEAT : Verdict.REPLACEMENT;
  }

  /** How many accounts have an episode that goes on. */
  public int openCount() {
    return openCount;
  }

  /** The last triggers of all accounts whose episodes go on. */
  public Set<TriggerId> open() {
    return partitions.values().stream()
        .flatMap(partition -> partition.last.values().stream())
        .filter(Entry::open)
        .map(Entry::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
