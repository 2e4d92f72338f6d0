package io.breakwater.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Today's schemas of the records of all topics. */
final class Records {

  private Records() {}

  static Stream<Schema> today() {
    return Stream.of(
        OraclePrice.getClassSchema(),
        AccountUpdate.getClassSchema(),
        InstrumentParameters.getClassSchema(),
        RiskFactorParameters.getClassSchema(),
        RiskPolicy.getClassSchema(),
        MarketDepth.getClassSchema(),
        InsuranceFund.getClassSchema(),
        LiquidationTrigger.getClassSchema(),
        HealthTransition.getClassSchema(),
        RejectedRecord.getClassSchema(),
        LiquidationLevels.getClassSchema(),
        DepthCoverage.getClassSchema(),
        CascadeProjection.getClassSchema(),
        Backlog.getClassSchema(),
        BadDebt.getClassSchema(),
        HealthDistribution.getClassSchema(),
        Concentration.getClassSchema(),
        OracleQuality.getClassSchema(),
        Leverage.getClassSchema());
  }

  /** The schema without the note that tells Avro's Java reader which class strings take. */
  static Schema withoutJavaTypes(Schema schema) {
    String json = schema.toString();
    return new Schema.Parser()
        .parse(
            json.replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", ""));
  }

  /** All named types of a schema, itself included, each once. */
  static List<Schema> namedTypes(Schema schema) {
    Map<String, Schema> found = new LinkedHashMap<>();
    collect(schema, found);
    return List.copyOf(found.values());
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM -> found.putIfAbsent(schema.getFullName(), schema);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      default -> {}
    }
  }
}
