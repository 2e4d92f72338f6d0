package io.breakwater.local.keeper;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the triggers read so far say, when each may come more than once and some belong to a history
 * that a failure undid.
 *
 * <p>The rule, by the last trigger of the same account:
 *
 * <ul>
 *   <li>same id, same decision: a repeat, nothing changes;
 *   <li>a larger id: the next trigger;
 *   <li>same id with another decision, or a smaller id: the job went back before the last trigger
 *       and lives through another history; the new trigger replaces all from its id on. What it
 *       undid and still holds comes again after it.
 * </ul>
 *
 * <p>Where it is wrong: on the system clock an account may be triggered in the undone history and
 * not in the one that takes its place. Then nothing comes to replace that trigger, and it stands
 * until the account's next one. Who cannot wait for it compares with the exactly-once topic of
 * changes of level.
 *
 * <p>It rests on the order of a partition: triggers of one account are read in the order in which
 * the job sent them. One entry an account is kept.
 */
public final class TriggerLog {
  private final Map<String, Entry> last = new HashMap<>();
  private int openCount;

  /** What a trigger is to those before it. */
  public enum Verdict {
    /** It was read before: skip it. */
    REPEAT,
    /** It goes on where the last one ended. */
    NEXT,
    /** It takes the place of what was read from its id on. */
    REPLACEMENT
  }

  /** The last trigger of an account. */
  private record Entry(TriggerId id, String decision, boolean open) {}

  /**
   * Takes the next trigger of the topic.
   *
   * @param decision fingerprint of what was decided on
   * @param open whether its episode goes on: it is no withdrawal
   */
  public Verdict add(TriggerId id, String decision, boolean open) {
    Entry before = last.get(id.account());
    Verdict verdict = judge(before, id, decision);
    if (verdict != Verdict.REPEAT) {
      last.put(id.account(), new Entry(id, decision, open));
      openCount += (open ? 1 : 0) - (before != null && before.open() ? 1 : 0);
    }
    return verdict;
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
    return last.values().stream()
        .filter(Entry::open)
        .map(Entry::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
