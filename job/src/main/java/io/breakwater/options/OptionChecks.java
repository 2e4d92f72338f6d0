package io.breakwater.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Reads typed values out of options and gathers every problem on the way. */
final class OptionChecks {
  private final Map<String, String> options;
  private final Map<String, String> effective = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  OptionChecks(Map<String, String> options) {
    this.options = options;
    options.keySet().stream()
        .filter(key -> !OptionNames.isKnown(key))
        .forEach(key -> problems.add(OptionNames.unknownKey(key, "the configuration")));
  }

  /** The value of an option, or its default when it is absent or cannot be understood. */
  <T> T value(ConfigOption<T> option) {
    T value = parsed(option);
    effective.put(option.key(), Secrets.masked(option.key(), OptionHelp.shown(value)));
    return value;
  }

  private <T> T parsed(ConfigOption<T> option) {
    String text = options.get(option.key());
    if (text == null) {
      return option.defaultValue();
    }
    try {
      return Configuration.fromMap(Map.of(option.key(), text)).get(option);
    } catch (IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problems.add(
          Secrets.isSecret(option.key(), text)
              ? option.key() + " cannot be understood."
              : option.key() + " is '" + text + "': " + cause.getMessage());
      return option.defaultValue();
    }
  }

  /** The value of an option that has no default. */
  String required(ConfigOption<String> option) {
    String value = value(option);
    if (value == null || value.isBlank()) {
      problems.add(
          option.key()
              + " is missing: give it as an argument, in the file, or as "
              + OptionNames.variable(option.key())
              + ".");
      return "";
    }
    return value;
  }

  /** The value of an option that has no default and may be absent: empty then. */
  String optional(ConfigOption<String> option) {
    String value = parsed(option);
    String given = value == null ? "" : value;
    effective.put(option.key(), Secrets.masked(option.key(), given));
    return given;
  }

  /** All options with a prefix, by the rest of their keys. */
  Map<String, String> withPrefix(String prefix) {
    Map<String, String> rest = new TreeMap<>();
    new TreeMap<>(options)
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                rest.put(key.substring(prefix.length()), value);
                effective.put(key, Secrets.masked(key, value));
              }
            });
    return rest;
  }

  /** Notes a problem with an option unless the condition holds. */
  void require(boolean holds, ConfigOption<?> option, String sentence) {
    if (!holds) {
      problem(option.key() + " " + sentence);
    }
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  /**
   * Ends the checks.
   *
   * @throws InvalidOptionsException listing all problems
   */
  void finish() {
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
  }

  /** The options in effect by their keys, secrets masked. */
  Map<String, String> effective() {
    return effective;
  }
}
