package io.breakwater.local.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.breakwater.local.command.InputException;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads one JSON document from front to back, standing on one value at a time.
 *
 * <p>Every refusal is an {@link InputException} that names the file, the line and the path of the
 * value, such as {@code accounts[3].cash}. Nothing is kept but the names of the open objects, so a
 * document may be larger than the memory.
 */
public final class JsonCursor implements Closeable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;
  private final String file;
  private final long linesBefore;

  private JsonCursor(JsonParser parser, String file, long linesBefore) {
    this.parser = parser;
    this.file = file;
    this.linesBefore = linesBefore;
    next();
  }

  /**
   * Over a whole file, whose name is used in messages only. The stream is closed with the cursor.
   */
  public static JsonCursor over(InputStream in, String file) {
    return new JsonCursor(parserOf(() -> FACTORY.createParser(in), file), file, 0);
  }

  /** Over one line of a file of JSON lines. */
  public static JsonCursor overLine(byte[] line, String file, long number) {
    long before = number - 1;
    return new JsonCursor(parserOf(() -> FACTORY.createParser(line), file), file, before);
  }

  private static JsonParser parserOf(Parsing<JsonParser> opening, String file) {
    try {
      return opening.run();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads the object here.
   *
   * @param onField called with each name while the cursor stands on its value, which it must read
   */
  public void object(Consumer<String> onField) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw refused("must be an object: write {…}.");
    }
    Set<String> names = new HashSet<>();
    while (next() != JsonToken.END_OBJECT) {
      String name = parse(parser::currentName);
      next();
      if (!names.add(name)) {
        throw refused("appears twice: give it once.");
      }
      onField.accept(name);
    }
  }

  /**
   * Reads the array here.
   *
   * @param onItem called while the cursor stands on each item, which it must read
   */
  public void array(Runnable onItem) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw refused("must be a list: write […].");
    }
    while (next() != JsonToken.END_ARRAY) {
      onItem.run();
    }
  }

  /** Whether the value here is null. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** The text here. */
  public String text() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw refused("must be a text in quotes.");
    }
    return parse(parser::getText);
  }

  /** The decimal here: a text, or a number written without an exponent. */
  public BigDecimal decimal() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && (token == null || !token.isNumeric())) {
      throw refused("must be a decimal in quotes, like \"1234.5\".");
    }
    String text = parse(parser::getText);
    try {
      return DecimalText.parse(text);
    } catch (RefusedException e) {
      throw refused(e.reason(), "cannot be read: " + e.getMessage());
    }
  }

  /** The whole number here, between the bounds, ends included; it may have an exponent. */
  public long integer(long least, long most) {
    JsonToken token = parser.currentToken();
    BigDecimal value = token != null && token.isNumeric() ? decimal() : null;
    if (value == null || value.scale() > 0) {
      throw refused("must be a whole number without quotes.");
    }
    if (value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw refused(Refusal.OUT_OF_RANGE, "must lie in " + least + " to " + most + ".");
    }
    return value.longValueExact();
  }

  /** The truth value here. */
  public boolean flag() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw refused("must be true or false.");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** Refuses whatever follows the document. */
  public void end() {
    if (next() != null) {
      throw refused("is followed by something else: a file or line holds one document.");
    }
  }

  /**
   * What the supplier makes; its refusal becomes one of the value here, which began at the line.
   */
  public <T> T checked(long line, Supplier<T> made) {
    try {
      return made.get();
    } catch (RefusedException e) {
      throw InputException.at(file, line, e.reason(), path() + ": " + e.getMessage());
    }
  }

  /** The line on which the value here begins, counted from 1. */
  public long line() {
    return linesBefore + parser.currentTokenLocation().getLineNr();
  }

  /** The file, as messages name it. */
  public String file() {
    return file;
  }

  /**
   * A refusal of the value here.
   *
   * @param predicate what is wrong with it and what to do, to follow its path in a sentence
   */
  public InputException refused(String predicate) {
    return refused(Refusal.UNDECODABLE, predicate);
  }

  /** As {@link #refused(String)}, with a reason. */
  public InputException refused(Refusal reason, String predicate) {
    return InputException.at(file, line(), reason, path() + " " + predicate);
  }

  /** The refusal of the field here, which nobody knows. */
  public InputException unknownField(Iterable<String> known) {
    return unknownField(known, Map.of());
  }

  /**
   * The refusal of the field here, which is not among those that are read.
   *
   * @param absent fields of rules that this version does not have, with what to do instead
   */
  public InputException unknownField(Iterable<String> known, Map<String, String> absent) {
    String instead = absent.get(parse(parser::currentName));
    return instead == null
        ? refused("is not a known field: use " + String.join(", ", known) + ".")
        : refused(
            Refusal.UNSUPPORTED, "asks for a rule that this version does not have: " + instead);
  }

  /** The refusal of the object here, which began at the line and lacks a field. */
  public InputException missing(long line, String field) {
    String sentence = path() + " lacks " + field + ": give it.";
    return InputException.at(file, line, Refusal.MISSING_VALUE, sentence);
  }

  /** The refusal of the object here, which began at the line and contradicts what came before. */
  public InputException contradiction(long line, String predicate) {
    return InputException.at(file, line, Refusal.CONTRADICTION, path() + " " + predicate);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext at = parser.getParsingContext(); at != null; at = at.getParent()) {
      if (at.inArray() && at.hasCurrentIndex()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.inObject() && at.getCurrentName() != null) {
        path.insert(0, "." + at.getCurrentName());
      }
    }
    if (path.length() == 0) {
      return "the document";
    }
    return path.charAt(0) == '.' ? path.substring(1) : path.toString();
  }

  private JsonToken next() {
    return parse(parser::nextToken);
  }

  private <T> T parse(Parsing<T> parsing) {
    try {
      return parsing.run();
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? line() : linesBefore + e.getLocation().getLineNr();
      throw InputException.at(
          file, at, Refusal.UNDECODABLE, "the text is not JSON: " + e.getOriginalMessage() + ".");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputException unreadable(String file, IOException cause) {
    String sentence =
        cause instanceof EOFException
            ? "ends in the middle: copy the file again."
            : "cannot be read (" + cause.getMessage() + "): check that it is JSON in UTF-8.";
    return InputException.of(file, sentence);
  }

  @Override
  public void close() {
    parse(
        () -> {
          parser.close();
          return null;
        });
  }

  private interface Parsing<T> {
    T run() throws IOException;
  }
}
