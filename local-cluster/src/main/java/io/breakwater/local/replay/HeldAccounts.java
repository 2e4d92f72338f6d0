package io.breakwater.local.replay;

import io.breakwater.local.replay.lines.KeyedLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Follows the lines of account health in their order: which accounts are held at their end. */
final class HeldAccounts {
  private static final byte[] HELD = "\"held\":true".getBytes(StandardCharsets.UTF_8);

  private final TreeSet<byte[]> held = new TreeSet<>(Arrays::compareUnsigned);

  /** Takes the next line. */
  void add(KeyedLine line) {
    if (contains(line.json(), HELD)) {
      held.add(line.account());
    } else {
      held.remove(line.account());
    }
  }

  /** Quotation marks within texts are escaped, so that the words stand for the field alone. */
  private static boolean contains(byte[] json, byte[] words) {
    for (int at = json.length - words.length; at >= 0; at--) {
      if (Arrays.equals(json, at, at + words.length, words, 0, words.length)) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return held.size();
  }

  /** The first of them by name. */
  List<String> names(int most) {
    return held.stream()
        .limit(most)
        .map(account -> new String(account, StandardCharsets.UTF_8))
        .toList();
  }
}
