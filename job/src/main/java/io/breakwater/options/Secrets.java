package io.breakwater.options;

import java.util.List;
import java.util.Locale;

/** Keeps secrets out of whatever shows options. */
final class Secrets {
  /** What is shown in place of a secret. */
  static final String MASK = "******";

  private static final List<String> MARKS =
      List.of(
          "password",
          "secret",
          "jaas",
          "token",
          "keystore",
          "truststore",
          "credential",
          "user.info",
          "private");

  private Secrets() {}

  /** The value, or {@link #MASK} where the key names a secret. */
  static String masked(String key, String value) {
    String lower = key.toLowerCase(Locale.ROOT);
    return MARKS.stream().anyMatch(lower::contains) ? MASK : value;
  }
}
