package io.breakwater.options;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps secrets out of whatever shows options. */
public final class Secrets {
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

  /** A text in which no secret among some properties stands, whoever quoted it. */
  public static String without(String text, Map<String, String> properties) {
    String shown = text;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String secret = property.getValue();
      if (!secret.isBlank() && !masked(property.getKey(), secret).equals(secret)) {
        shown = shown.replace(secret, MASK);
      }
    }
    return shown;
  }

  /** The value, or {@link #MASK} where the key names a secret. */
  static String masked(String key, String value) {
    String lower = key.toLowerCase(Locale.ROOT);
    return MARKS.stream().anyMatch(lower::contains) ? MASK : value;
  }
}
