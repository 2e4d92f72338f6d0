package io.breakwater.local.json;

import io.breakwater.schemas.TrustedClasses;
import io.breakwater.value.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records from JSON by their Avro schema: fields by name, decimals as texts, times as numbers
 * of microseconds, enums by symbol. What is left out takes the schema's default; an unknown field,
 * and a field without a default that is left out, is refused.
 */
public final class AvroJsonReader<T extends SpecificRecord> {
  static {
    TrustedClasses.install();
  }

  private final Class<T> type;
  private final SpecificData model;
  private final Shape root;
  private final Map<String, String> absent;
  private final Map<String, Shape> shapes = new HashMap<>();

  private AvroJsonReader(Class<T> type, Shape root, Map<String, String> absent) {
    this.type = type;
    this.model = SpecificData.getForClass(type);
    this.root = root;
    this.absent = absent;
  }

  /** For records written as their schema says. */
  public static <T extends SpecificRecord> AvroJsonReader<T> of(Class<T> type) {
    return flattening(type, null);
  }

  /**
   * For records that write the fields of one inner record at their own level.
   *
   * @param field the inner record's, which has a default
   */
  public static <T extends SpecificRecord> AvroJsonReader<T> flattening(
      Class<T> type, String field) {
    Schema schema = SpecificData.getForClass(type).getSchema(type);
    return new AvroJsonReader<>(type, Shape.of(schema, field), Map.of());
  }

  /**
   * The same reader, which says of some fields that this version does not have their rules.
   *
   * @param fields their names at the record's own level, with what to do instead
   */
  public AvroJsonReader<T> refusing(Map<String, String> fields) {
    return new AvroJsonReader<>(type, root, fields);
  }

  /** The record on which the cursor stands. */
  public T read(JsonCursor json) {
    return read(json, name -> {});
  }

  /**
   * The record on which the cursor stands.
   *
   * @param onField is told the name of each field that the record's own level gives
   */
  public T read(JsonCursor json, Consumer<String> onField) {
    return type.cast(record(json, root, absent, onField));
  }

  private SpecificRecord record(JsonCursor json, Schema schema) {
    Shape shape = shapes.computeIfAbsent(schema.getFullName(), name -> Shape.of(schema, null));
    return record(json, shape, Map.of(), name -> {});
  }

  private SpecificRecord record(
      JsonCursor json, Shape shape, Map<String, String> refused, Consumer<String> onField) {
    long line = json.line();
    SpecificRecord record = withDefaults(shape.schema());
    SpecificRecord inner = shape.flattened() == null ? null : innerOf(record, shape.flattened());
    json.object(
        name -> {
          Slot slot = shape.slots().get(name);
          if (slot == null || refused.containsKey(name)) {
            throw json.unknownField(shape.slots().keySet(), refused);
          }
          onField.accept(name);
          Field field = slot.field();
          (slot.inner() ? inner : record).put(field.pos(), value(json, field.schema()));
        });
    requireAll(json, line, record);
    if (inner != null) {
      requireAll(json, line, inner);
    }
    return record;
  }

  private SpecificRecord innerOf(SpecificRecord record, Field flattened) {
    SpecificRecord inner = withDefaults(flattened.schema());
    record.put(flattened.pos(), inner);
    return inner;
  }

  private SpecificRecord withDefaults(Schema schema) {
    SpecificRecord record = (SpecificRecord) model.newRecord(null, schema);
    for (Field field : schema.getFields()) {
      if (field.hasDefaultValue()) {
        record.put(field.pos(), model.getDefaultValue(field));
      }
    }
    return record;
  }

  private static void requireAll(JsonCursor json, long line, SpecificRecord record) {
    for (Field field : record.getSchema().getFields()) {
      if (!field.hasDefaultValue() && record.get(field.pos()) == null) {
        throw json.missing(line, field.name());
      }
    }
  }

  private Object value(JsonCursor json, Schema schema) {
    return switch (schema.getType()) {
      case UNION -> json.isNull() ? null : value(json, nonNull(schema));
      case BYTES ->
          json.decimal().setScale(((LogicalTypes.Decimal) schema.getLogicalType()).getScale());
      case STRING -> json.text();
      case BOOLEAN -> json.flag();
      case INT -> (int) json.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> number(json.integer(Long.MIN_VALUE, Long.MAX_VALUE), schema);
      case ENUM -> symbol(json, schema);
      case ARRAY -> items(json, schema.getElementType());
      case MAP -> entries(json, schema.getValueType());
      case RECORD -> record(json, schema);
      default -> throw new IllegalArgumentException("no JSON form of " + schema);
    };
  }

  private static Schema nonNull(Schema union) {
    List<Schema> others =
        union.getTypes().stream().filter(t -> t.getType() != Schema.Type.NULL).toList();
    if (others.size() != 1 || !union.isNullable()) {
      throw new IllegalArgumentException("no JSON form of " + union);
    }
    return others.get(0);
  }

  private static Object number(long value, Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
        ? Instant.EPOCH.plus(value, ChronoUnit.MICROS)
        : (Object) value;
  }

  private Object symbol(JsonCursor json, Schema schema) {
    String symbol = json.text();
    List<String> known =
        schema.getEnumSymbols().stream().filter(s -> !s.equals(schema.getEnumDefault())).toList();
    if (!known.contains(symbol)) {
      throw json.refused(
          Refusal.UNKNOWN_KIND,
          "is '" + symbol + "': use one of " + String.join(", ", known) + ".");
    }
    return model.createEnum(symbol, schema);
  }

  private List<Object> items(JsonCursor json, Schema schema) {
    List<Object> items = new ArrayList<>();
    json.array(() -> items.add(value(json, schema)));
    return items;
  }

  private Map<String, Object> entries(JsonCursor json, Schema schema) {
    Map<String, Object> entries = new LinkedHashMap<>();
    json.object(key -> entries.put(key, value(json, schema)));
    return entries;
  }

  /** Where a name's value goes: into the record, or into the inner one that is written flat. */
  private record Slot(Field field, boolean inner) {}

  private record Shape(Schema schema, Field flattened, Map<String, Slot> slots) {
    static Shape of(Schema schema, String flattened) {
      Map<String, Slot> slots = new LinkedHashMap<>();
      for (Field field : schema.getFields()) {
        if (field.name().equals(flattened)) {
          field.schema().getFields().forEach(f -> slots.put(f.name(), new Slot(f, true)));
        } else {
          slots.put(field.name(), new Slot(field, false));
        }
      }
      return new Shape(schema, flattened == null ? null : schema.getField(flattened), slots);
    }
  }
}
