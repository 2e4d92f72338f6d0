package io.breakwater.options;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/** The keys that exist, and their names as environment variables. */
final class OptionNames {
  /** What every environment variable of the job starts with. */
  static final String ENVIRONMENT_PREFIX = "BREAKWATER_";

  /** What Kubernetes adds to the environment for a service whose name starts with breakwater. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_SERVICE_(HOST|PORT)(_.*)?|.*_PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?");

  private static final String KAFKA_PROPERTIES_VARIABLE =
      variable(BreakwaterOptions.KAFKA_PROPERTIES);

  private static final Map<String, String> KEY_BY_VARIABLE = new LinkedHashMap<>();

  static {
    for (ConfigOption<?> option : BreakwaterOptions.all()) {
      KEY_BY_VARIABLE.put(variable(option.key()), option.key());
    }
  }

  private OptionNames() {}

  /** The environment variable of a key: BREAKWATER_JOB_CLOCK for breakwater.job.clock. */
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The key that an environment variable sets. */
  static Optional<String> keyOf(String variable) {
    if (isKafkaProperty(variable, KAFKA_PROPERTIES_VARIABLE)) {
      String property = variable.substring(KAFKA_PROPERTIES_VARIABLE.length());
      return Optional.of(
          BreakwaterOptions.KAFKA_PROPERTIES + property.toLowerCase(Locale.ROOT).replace('_', '.'));
    }
    return Optional.ofNullable(KEY_BY_VARIABLE.get(variable));
  }

  /** Whether a variable is addressed to the job, rather than set by Kubernetes. */
  static boolean isAddressed(String variable) {
    return variable.startsWith(ENVIRONMENT_PREFIX)
        && (keyOf(variable).isPresent() || !SERVICE_LINK.matcher(variable).matches());
  }

  /** Whether a key names an option or a property of Kafka's clients. */
  static boolean isKnown(String key) {
    return isKafkaProperty(key, BreakwaterOptions.KAFKA_PROPERTIES)
        || KEY_BY_VARIABLE.containsValue(key);
  }

  private static boolean isKafkaProperty(String name, String prefix) {
    return name.startsWith(prefix) && name.length() > prefix.length();
  }

  /** A sentence on a key that does not exist. */
  static String unknownKey(String key, String where) {
    return where
        + " sets "
        + Secrets.name(key)
        + ", which is no option: did you mean "
        + NearestName.of(key, KEY_BY_VARIABLE.values())
        + "?";
  }

  /** A sentence on an environment variable that does not exist. */
  static String unknownVariable(String variable) {
    return "the environment sets "
        + variable
        + ", which is no option: did you mean "
        + NearestName.of(variable, KEY_BY_VARIABLE.keySet())
        + "?";
  }
}
