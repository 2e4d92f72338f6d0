package io.breakwater.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What all schemas have in common, today's and the released ones. Fingerprints leave logical types
 * out, so those must be the same forever: a decimal of another scale would be read as if it were of
 * this one.
 */
class SchemaStyleTest {

  static Stream<Schema> namedTypes() {
    return Records.today()
        .flatMap(SchemaStyleTest::todaysAndReleased)
        .flatMap(record -> Records.namedTypes(record).stream())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyTypeIsDocumented(Schema type) {
    assertThat(type.getDoc()).as(type.getFullName()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyFieldIsDocumented(Schema type) {
    assertThat(fields(type))
        .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyEnumCanGrow(Schema type) {
    if (type.getType() == Type.ENUM) {
      assertThat(type.getEnumSymbols()).startsWith("UNKNOWN");
      assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN");
    }
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyNullableFieldMayBeLeftOut(Schema type) {
    assertThat(fields(type))
        .filteredOn(field -> field.schema().isNullable())
        .allSatisfy(field -> assertThat(field.hasDefaultValue()).as(field.name()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void bytesAreDecimalsOfOneKindAndTimesAreInMicroseconds(Schema type) {
    assertThat(fields(type))
        .allSatisfy(
            field -> {
              Schema value = valueSchema(field);
              if (value.getType() == Type.BYTES && !field.name().equals("raw")) {
                assertThat(value.getLogicalType())
                    .as(field.name())
                    .isEqualTo(LogicalTypes.decimal(38, 18));
              }
              if (field.name().equals("time") || field.name().endsWith("Time")) {
                assertThat(value.getLogicalType())
                    .as(field.name())
                    .isEqualTo(LogicalTypes.timestampMicros());
              }
            });
  }

  private static Stream<Schema> todaysAndReleased(Schema today) {
    return Stream.concat(Stream.of(today), SchemaHistory.of(today).released().stream());
  }

  private static List<Field> fields(Schema type) {
    return type.getType() == Type.RECORD ? type.getFields() : List.of();
  }

  /** What the field, or each item of it, holds when it is not null. */
  private static Schema valueSchema(Field field) {
    Schema schema = field.schema();
    Schema value = schema.isUnion() && schema.isNullable() ? schema.getTypes().get(1) : schema;
    return switch (value.getType()) {
      case ARRAY -> value.getElementType();
      case MAP -> value.getValueType();
      default -> value;
    };
  }
}
