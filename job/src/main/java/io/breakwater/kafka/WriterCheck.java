package io.breakwater.kafka;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * Whether what a schema writes can be read with today's: fields are found and of a type that
 * becomes today's (Avro's own rules), numbers mean what they mean today, and no record of it takes
 * more work than its bytes.
 */
final class WriterCheck {
  /**
   * Types that a schema may have, each as often as it is met: some twenty times today's largest.
   */
  private static final int MOST_PARTS = 4_096;

  private static final Pattern FIELD = Pattern.compile("^/fields/(\\d{1,9})");

  private final Set<Schema> within = Collections.newSetFromMap(new IdentityHashMap<>());
  private int parts;

  private WriterCheck() {}

  /** Why records of the writer cannot be read, as a clause; null where they can. */
  static String problem(Schema reader, Schema writer) {
    String shape = new WriterCheck().shape(writer, writer.getName());
    if (shape != null) {
      return shape;
    }
    String types = incompatibility(reader, writer);
    return types != null ? types : meaning(reader, writer, writer.getName());
  }

  private static String incompatibility(Schema reader, Schema writer) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return null;
    }
    return pair.getResult().getIncompatibilities().stream()
        .map(found -> told(reader, found))
        .collect(Collectors.joining("; "));
  }

  private static String told(Schema reader, Incompatibility found) {
    return "%s of today's %s (%s): %s, %s"
        .formatted(
            found.getLocation(),
            reader.getName(),
            field(reader, found.getLocation()),
            found.getMessage(),
            found.getWriterFragment().getFullName());
  }

  /** The field of a record that a JSON pointer into its schema leads into. */
  private static String field(Schema record, String pointer) {
    Matcher field = FIELD.matcher(pointer);
    return record.getType() == Schema.Type.RECORD && field.find()
        ? record.getFields().get(Integer.parseInt(field.group(1))).name()
        : "all of it";
  }

  /**
   * What would let few bytes cost much: a type within itself, elements of no bytes, of which a
   * record may claim billions, and types that multiply by being named again and again.
   */
  private String shape(Schema schema, String path) {
    if (++parts > MOST_PARTS) {
      return "it has more than " + MOST_PARTS + " parts, each counted as often as it is named";
    }
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case UNION -> {
        String problem = null;
        for (Schema branch : schema.getTypes()) {
          problem = problem != null ? problem : shape(branch, path);
        }
        yield problem;
      }
      case ARRAY -> elements(schema.getElementType(), path);
      case MAP -> shape(schema.getValueType(), path);
      default -> null;
    };
  }

  private String record(Schema schema, String path) {
    if (!within.add(schema)) {
      return path + " holds a " + schema.getName() + " within a " + schema.getName();
    }
    String problem = null;
    for (Schema.Field field : schema.getFields()) {
      problem = problem != null ? problem : shape(field.schema(), path + "." + field.name());
    }
    within.remove(schema);
    return problem;
  }

  private String elements(Schema element, String path) {
    String problem = shape(element, path);
    if (problem != null) {
      return problem;
    }
    return takesNoBytes(element) ? path + " has elements that take no bytes" : null;
  }

  private static boolean takesNoBytes(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD -> schema.getFields().stream().allMatch(field -> takesNoBytes(field.schema()));
      default -> false;
    };
  }

  /** Avro's rules do not look at logical types: a decimal of another scale would pass for ours. */
  private static String meaning(Schema reader, Schema writer, String path) {
    if (reader.isUnion() || writer.isUnion()) {
      return meaningOfBranches(reader, writer, path);
    }
    return switch (reader.getType()) {
      case RECORD -> meaningOfFields(reader, writer, path);
      case ARRAY -> meaning(reader.getElementType(), writer.getElementType(), path);
      case MAP -> meaning(reader.getValueType(), writer.getValueType(), path);
      default -> meaningOfNumber(reader.getLogicalType(), writer.getLogicalType(), path);
    };
  }

  private static String meaningOfFields(Schema reader, Schema writer, String path) {
    for (Schema.Field field : reader.getFields()) {
      Schema.Field written = writer.getField(field.name());
      String problem =
          written == null
              ? null
              : meaning(field.schema(), written.schema(), path + "." + field.name());
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /** Each type that is written becomes the first of today's that it can become. */
  private static String meaningOfBranches(Schema reader, Schema writer, String path) {
    if (writer.isUnion()) {
      for (Schema written : writer.getTypes()) {
        String problem = meaning(reader, written, path);
        if (problem != null) {
          return problem;
        }
      }
      return null;
    }
    for (Schema read : reader.getTypes()) {
      if (incompatibility(read, writer) == null) {
        return meaning(read, writer, path);
      }
    }
    return null;
  }

  private static String meaningOfNumber(LogicalType reader, LogicalType writer, String path) {
    return reader == null || told(reader).equals(writer == null ? "" : told(writer))
        ? null
        : "%s is %s in this release and %s in the schema"
            .formatted(path, told(reader), writer == null ? "a bare number" : told(writer));
  }

  private static String told(LogicalType type) {
    return type instanceof LogicalTypes.Decimal decimal
        ? "a decimal of scale " + decimal.getScale()
        : type.getName();
  }
}
