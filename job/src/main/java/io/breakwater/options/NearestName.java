package io.breakwater.options;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was probably meant. */
public final class NearestName {
  private NearestName() {}

  /** The name with the fewest letters to change, the first of several. */
  public static String of(String written, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(written, name)))
        .orElseThrow();
  }

  /** Levenshtein distance: insertions, deletions and replacements of one letter. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
