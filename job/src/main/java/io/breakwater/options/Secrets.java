package io.breakwater.options;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of whatever shows options. In doubt it hides: a value that could have been
 * shown costs a look into a file, one that should not have been shown costs the account.
 */
final class Secrets {
  /** What is shown in place of a secret. */
  static final String MASK = "******";

  /** In the names of settings whose values nobody sees. */
  private static final List<String> MARKS =
      List.of(
          "pass", // password, passphrase, passwd, passcode
          "pwd",
          "secret",
          "jaas",
          "token",
          "keystore",
          "truststore",
          "credential",
          "user.info",
          "private",
          "authorization",
          "cookie",
          "assertion");

  /** A name ends so with a key that opens something: ssl.keystore.key, api.key, accessKey. */
  private static final String KEY = "key";

  /** What a name may end with that a mark is in, and whose values say nothing. */
  private static final Pattern HARMLESS =
      Pattern.compile(".*[.](location|type|algorithm|url|class|expiry\\.(time\\.)?ms)");

  /** Values that hold a secret under whatever name. */
  private static final Pattern TELLING =
      Pattern.compile(
          "(?is).*(-----BEGIN|LoginModule|(pass(word|phrase)?|secret|token|api[_.-]?key)\\s*[=:]"
              + "|://[^/\\s]*:[^/\\s]*@).*");

  /** What a name of a setting looks like: words that are short, so that none is itself a secret. */
  private static final Pattern NAME =
      Pattern.compile("[a-z]{1,24}|[A-Za-z0-9]{1,24}([._-][A-Za-z0-9]{1,24})+[.]?");

  private Secrets() {}

  /** The value, or {@link #MASK} where its key or the value itself says that it is a secret. */
  static String masked(String key, String value) {
    return isSecret(key, value) ? MASK : value;
  }

  /** Whether a setting is not to be shown. */
  static boolean isSecret(String key, String value) {
    String name = key.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    return namesSecret(name) || value != null && TELLING.matcher(value).matches();
  }

  private static boolean namesSecret(String name) {
    return !HARMLESS.matcher(name).matches()
        && (name.endsWith(KEY) || MARKS.stream().anyMatch(name::contains));
  }

  /**
   * What was given as a name, as far as it can be shown: a line of a key or of a login that slipped
   * out of its value stands where a name is expected, and is none.
   */
  static String name(String given) {
    return NAME.matcher(given).matches() ? given : MASK;
  }
}
