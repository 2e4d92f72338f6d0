package io.breakwater.options;

import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;

/** The table of options that {@code --help} prints. */
public final class OptionHelp {
  private static final int WIDTH = 100;
  private static final String INDENT = "      ";
  private static final String USAGE =
      """
      Usage: [--config FILE] [--KEY VALUE | -DKEY=VALUE]…

      FILE is YAML (nested or dotted keys) or properties. The environment overrides the file, and
      arguments override both. Checkpointing, state backend and parallelism belong to Flink's own
      configuration.

      """;

  private OptionHelp() {}

  /** Usage, and each option with its default, environment variable and meaning. */
  public static String text() {
    return USAGE
        + BreakwaterOptions.all().stream().map(OptionHelp::entry).collect(Collectors.joining("\n"))
        + "\n"
        + kafkaProperties();
  }

  private static String entry(ConfigOption<?> option) {
    return "  "
        + option.key()
        + "  ("
        + (option.hasDefaultValue() ? "default " + shownDefault(option) : "required")
        + ")\n"
        + INDENT
        + OptionNames.variable(option.key())
        + "\n"
        + wrapped(description(option));
  }

  private static String kafkaProperties() {
    return "  "
        + BreakwaterOptions.KAFKA_PROPERTIES
        + "*\n"
        + INDENT
        + OptionNames.variable(BreakwaterOptions.KAFKA_PROPERTIES)
        + "*\n"
        + wrapped(
            "Passed to every Kafka client by the rest of the key: security, timeouts. Never shown"
                + " where the key names a secret.");
  }

  private static String shownDefault(ConfigOption<?> option) {
    String shown = shown(option.defaultValue());
    return shown.isEmpty() ? "none" : shown;
  }

  /** A value as it would be written. */
  static String shown(Object value) {
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : String.valueOf(value);
  }

  private static String description(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining(" "));
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : text.split(" ")) {
      if (line.length() + word.length() > WIDTH) {
        lines.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    return lines.append(line.toString().stripTrailing()).append('\n').toString();
  }
}
