package io.breakwater.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers options: those of the file named by {@code --config FILE}, over them those of the
 * environment ({@code BREAKWATER_…}), over them the arguments ({@code --key value}, {@code
 * --key=value}, {@code -Dkey=value}).
 */
final class OptionReader {
  private static final String CONFIG = "config";

  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> arguments = new LinkedHashMap<>();

  private OptionReader() {}

  /**
   * The options by their keys, unchecked but known.
   *
   * @throws InvalidOptionsException listing all that cannot be understood
   */
  static Map<String, String> read(String[] args, Map<String, String> environment) {
    OptionReader reader = new OptionReader();
    reader.parse(args);
    Map<String, String> options = new TreeMap<>();
    reader.addFile(options);
    reader.addEnvironment(environment, options);
    reader.addArguments(options);
    if (!reader.problems.isEmpty()) {
      throw new InvalidOptionsException(reader.problems);
    }
    return options;
  }

  private void parse(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String name = nameOf(args[i]);
      int equals = name.indexOf('=');
      if (name.isEmpty()) {
        problems.add(
            "the argument " + (i + 1) + " is not understood: write --key value or -Dkey=value.");
      } else if (equals >= 0) {
        put(name.substring(0, equals), name.substring(equals + 1));
      } else if (i + 1 < args.length && !args[i].startsWith("-D")) {
        put(name, args[++i]);
      } else {
        problems.add(
            "the argument "
                + (i + 1)
                + ", "
                + Secrets.name(name)
                + ", has no value: write --key value.");
      }
    }
  }

  /** An argument without its dashes; empty when it has none. */
  private static String nameOf(String argument) {
    return argument.startsWith("--") || argument.startsWith("-D") ? argument.substring(2) : "";
  }

  private void put(String key, String value) {
    if (arguments.put(key, value) != null) {
      problems.add("the arguments set " + Secrets.name(key) + " twice: set it once.");
    }
  }

  private void addFile(Map<String, String> options) {
    String file = arguments.remove(CONFIG);
    if (file == null) {
      return;
    }
    try {
      OptionFile.read(Path.of(file)).forEach((key, value) -> add(key, value, file, options));
    } catch (InvalidOptionsException e) {
      problems.addAll(e.problems());
    } catch (InvalidPathException e) {
      problems.add("--config is no path of a file: " + e.getReason() + ".");
    }
  }

  private void addEnvironment(Map<String, String> environment, Map<String, String> options) {
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (OptionNames.isAddressed(variable)) {
                OptionNames.keyOf(variable)
                    .ifPresentOrElse(
                        key -> options.put(key, value),
                        () -> problems.add(OptionNames.unknownVariable(variable)));
              }
            });
  }

  private void addArguments(Map<String, String> options) {
    arguments.forEach(
        (key, value) -> {
          if (OptionNames.isKnown(key) && Secrets.isSecret(key, value)) {
            problems.add(secretArgument(key));
          } else {
            add(key, value, "an argument", options);
          }
        });
  }

  /** Flink keeps a program's arguments among its settings, and shows them as they are. */
  private static String secretArgument(String key) {
    return "an argument gives "
        + key
        + ", a secret: everyone sees the arguments of a process, and Flink logs them and shows them"
        + " in its web interface. Give it in the file, or as "
        + OptionNames.variable(key)
        + ", and change it if it was in use.";
  }

  private void add(String key, String value, String where, Map<String, String> options) {
    if (OptionNames.isKnown(key)) {
      options.put(key, value);
    } else {
      problems.add(OptionNames.unknownKey(key, where));
    }
  }
}
