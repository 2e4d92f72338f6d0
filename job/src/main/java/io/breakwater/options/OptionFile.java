package io.breakwater.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.YamlParserUtils;

/** A file of options: properties, or YAML with nested or dotted keys. */
final class OptionFile {
  private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");

  private OptionFile() {}

  /**
   * The options in a file, by their dotted keys.
   *
   * @throws InvalidOptionsException when it cannot be read
   */
  static Map<String, String> read(Path file) {
    String name = file.toString();
    if (!Files.isReadable(file)) {
      throw problem(name + " cannot be read: give an existing file to --config.");
    }
    if (name.endsWith(".properties")) {
      return properties(file);
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return yaml(file);
    }
    throw problem(name + " is neither .yaml, .yml nor .properties: rename it.");
  }

  private static Map<String, String> properties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw problem(file + " is no file of properties: " + e.getMessage());
    }
    Map<String, String> options = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(key -> options.put(key, properties.getProperty(key).strip()));
    return options;
  }

  private static Map<String, String> yaml(Path file) {
    Map<String, String> options = new LinkedHashMap<>();
    try {
      flatten(file, "", YamlParserUtils.loadYamlFile(file.toFile()), options);
    } catch (InvalidOptionsException e) {
      throw e;
    } catch (ClassCastException e) {
      throw problem(file + " does not hold keys and values: write one \"key: value\" a line.");
    } catch (Exception e) {
      throw problem(file + " is no YAML: look at " + placeOf(e) + ".");
    }
    return options;
  }

  /** Where the parser stopped. What it says beside quotes the file, secrets included. */
  private static String placeOf(Exception e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    String last = "its first lines";
    while (place.find()) {
      last = place.group();
    }
    return last;
  }

  private static void flatten(Path file, String key, Object value, Map<String, String> options) {
    if (value instanceof Map<?, ?> nested) {
      nested.forEach(
          (name, inner) ->
              flatten(file, key.isEmpty() ? "" + name : key + "." + name, inner, options));
    } else if (value == null || value instanceof List<?>) {
      throw problem(file + " gives " + Secrets.name(key) + " no single value: give one.");
    } else if (options.put(key, value.toString()) != null) {
      throw problem(file + " sets " + Secrets.name(key) + " twice: set it once.");
    }
  }

  private static InvalidOptionsException problem(String sentence) {
    return new InvalidOptionsException(List.of(sentence));
  }
}
