package io.breakwater.local.command;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;

/** Some of many things, for people: how many there are, and the first of them, one a line. */
public final class Listing {
  /** How many are shown. */
  public static final int SHOWN = 5;

  private static final String INDENT = "               ";

  private Listing() {}

  /**
   * Prints a heading with the first things below it; nothing where there are none.
   *
   * @param heading what they are, with {@code %,d} for their number
   * @param count how many there are
   * @param first of them, as many as there are or at least {@link #SHOWN}
   */
  public static void print(PrintWriter out, String heading, long count, Collection<String> first) {
    if (count == 0) {
      return;
    }
    out.println(String.format(Locale.ROOT, heading, count) + ":");
    first.stream().limit(SHOWN).forEach(thing -> out.println(INDENT + thing));
    if (count > SHOWN) {
      out.println(INDENT + "…");
    }
    out.flush();
  }
}
