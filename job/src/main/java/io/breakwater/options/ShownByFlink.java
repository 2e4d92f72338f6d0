package io.breakwater.options;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Secrets of the job that stand among Flink's own settings, where they are logged and shown in the
 * web interface: a cluster's environment, JVM options and, of an application, its arguments are
 * settings too. Flink hides values by their keys, and knows few.
 */
public final class ShownByFlink {
  /** What is secret within a login. */
  private static final Pattern IN_LOGIN =
      Pattern.compile("(?i)(?:password|secret|token)\\w*\\s*=\\s*\"?([^\"\\s;]+)");

  private ShownByFlink() {}

  /**
   * A sentence for each of Flink's settings that shows a secret, without it.
   *
   * @param properties of Kafka's clients
   * @param flink settings by their keys
   */
  public static List<String> problems(Map<String, String> properties, Map<String, String> flink) {
    Set<String> secrets = secrets(properties);
    List<String> problems = new ArrayList<>();
    new TreeMap<>(flink)
        .forEach(
            (key, value) -> {
              boolean tells = secrets.stream().anyMatch(value::contains);
              if (tells && !GlobalConfiguration.isSensitive(key)) {
                problems.add(
                    "Flink's setting "
                        + key
                        + " holds a secret of the job, and Flink logs it and shows it in its web"
                        + " interface: give it in a file that only the job can read, or as a"
                        + " variable that the container gets from a secret, and change it.");
              }
            });
    return problems;
  }

  private static Set<String> secrets(Map<String, String> properties) {
    Set<String> secrets = new HashSet<>();
    properties.forEach(
        (key, value) -> {
          if (Secrets.isSecret(key, value) && !value.isBlank()) {
            secrets.add(value.strip());
            Matcher matcher = IN_LOGIN.matcher(value);
            while (matcher.find()) {
              secrets.add(matcher.group(1));
            }
          }
        });
    return secrets;
  }
}
