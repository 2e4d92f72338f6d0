package io.breakwater.local.keeper;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a trigger, {@code account#episode.step}; those of one account are ordered.
 *
 * @param account may itself hold any character
 * @param episode from 1
 * @param step within the episode, from 1
 */
public record TriggerId(String account, long episode, int step) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<account>.+)#(?<episode>[0-9]{1,18})\\.(?<step>[0-9]{1,9})", Pattern.DOTALL);
  private static final Comparator<TriggerId> WITHIN_ACCOUNT =
      Comparator.comparingLong(TriggerId::episode).thenComparingInt(TriggerId::step);

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException when it is written otherwise
   */
  public static TriggerId parse(String text) {
    Matcher id = WRITTEN.matcher(text);
    if (!id.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no trigger id: they read account#episode.step.");
    }
    return new TriggerId(
        id.group("account"),
        Long.parseLong(id.group("episode")),
        Integer.parseInt(id.group("step")));
  }

  /** Whether it comes after another id of the same account. */
  public boolean isAfter(TriggerId other) {
    return WITHIN_ACCOUNT.compare(this, other) > 0;
  }

  @Override
  public String toString() {
    return account + "#" + episode + "." + step;
  }
}
