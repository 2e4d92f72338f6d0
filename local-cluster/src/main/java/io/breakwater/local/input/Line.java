package io.breakwater.local.input;

import io.breakwater.value.Origin;
import java.nio.charset.StandardCharsets;

/**
 * One line of a file.
 *
 * @param file name of the file, without its folder, so that what quotes it is the same everywhere
 * @param number counted from 1
 * @param bytes without the line end
 */
record Line(String file, long number, byte[] bytes) {

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  boolean isBlank() {
    for (byte b : bytes) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Where a record of this line came from. */
  Origin origin() {
    return new Origin(file, 0, number, bytes);
  }
}
