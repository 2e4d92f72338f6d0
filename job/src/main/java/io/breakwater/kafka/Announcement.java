package io.breakwater.kafka;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A schema that somebody will write with, told before the first record of it.
 *
 * @param name of its file, or the key of its record on the topic of schemas; one that ends in
 *     {@code @N}, before {@code .avsc}, says that a schema registry knows the schema as N
 * @param text the schema, as JSON
 */
public record Announcement(String name, String text) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern REGISTRY_ID = Pattern.compile("@(\\d{1,10})(\\.avsc)?$");

  /** The registry's number of the schema; null where the name states none. */
  Integer registryId() {
    Matcher id = REGISTRY_ID.matcher(name);
    if (!id.find()) {
      return null;
    }
    long number = Long.parseLong(id.group(1));
    return number > Integer.MAX_VALUE ? null : Integer.valueOf((int) number);
  }

  /**
   * The schema of a record.
   *
   * @throws RuntimeException when the text is none, mostly Avro's
   */
  Schema schema() {
    Schema schema = new Schema.Parser().parse(text);
    if (schema.getType() != Schema.Type.RECORD) {
      throw new SchemaParseException("it is a " + schema.getType().getName() + ", not a record");
    }
    return schema;
  }
}
