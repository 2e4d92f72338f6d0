package io.breakwater.local.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.local.explain.Explanation.Sensitivity;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.model.CloseOutLeg;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/** An explanation as one JSON object on one line; numbers are plain decimals in quotes. */
final class JsonExplanation {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final List<String> VALUES =
      List.of(
          "level",
          "triggeredLevel",
          "liquidatable",
          "equity",
          "maintenanceMargin",
          "ratio",
          "healthFactor");

  /** Validity of a price that nothing judges. */
  private static final String UNJUDGED = "VALID";

  private final JsonGenerator json;

  private JsonExplanation(JsonGenerator json) {
    this.json = json;
  }

  static String line(Explanation explanation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new JsonExplanation(json).write(explanation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(Explanation explanation) throws IOException {
    json.writeStartObject();
    json.writeStringField("account", explanation.account());
    if (explanation.isPending()) {
      writeNoValues();
    } else {
      writeValues(explanation);
    }
    json.writeStringField("pending", explanation.pending());
    json.writeArrayFieldStart("unvalued");
    for (Appraisal.Unvalued unvalued : explanation.unvalued()) {
      write(unvalued);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("prices");
    for (Sensitivity sensitivity : explanation.prices()) {
      write(sensitivity);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("closeOut");
    for (CloseOutLeg leg : explanation.closeOut()) {
      write(leg);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeValues(Explanation explanation) throws IOException {
    json.writeStringField("level", explanation.level().name());
    json.writeStringField("triggeredLevel", explanation.triggeredLevel().name());
    json.writeBooleanField("liquidatable", explanation.level().isLiquidatable());
    decimal("equity", explanation.valuation().equity());
    decimal("maintenanceMargin", explanation.valuation().requirement());
    decimal("ratio", explanation.ratio());
    decimal("healthFactor", explanation.healthFactor());
  }

  private void writeNoValues() throws IOException {
    for (String field : VALUES) {
      json.writeNullField(field);
    }
  }

  private void write(Appraisal.Unvalued unvalued) throws IOException {
    json.writeStartObject();
    json.writeStringField("instrument", unvalued.instrument());
    json.writeStringField("reason", unvalued.reason());
    json.writeEndObject();
  }

  private void write(Sensitivity sensitivity) throws IOException {
    json.writeStartObject();
    json.writeStringField("price", sensitivity.price());
    decimal("value", sensitivity.value());
    json.writeStringField("validity", UNJUDGED);
    json.writeObjectFieldStart("criticalPrices");
    decimal("below", sensitivity.critical().safe().low());
    decimal("above", sensitivity.critical().safe().high());
    json.writeEndObject();
    json.writeBooleanField("unsafeAtEveryPrice", sensitivity.critical().unsafeAtEveryPrice());
    json.writeEndObject();
  }

  private void write(CloseOutLeg leg) throws IOException {
    json.writeStartObject();
    json.writeStringField("instrument", leg.instrument());
    json.writeStringField("kind", leg.kind().name());
    json.writeStringField("leg", leg.leg());
    decimal("size", leg.size());
    decimal("bankruptcyPrice", leg.bankruptcyPrice());
    decimal("incentiveRate", leg.incentiveRate());
    json.writeEndObject();
  }

  private void decimal(String field, BigDecimal value) throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeStringField(field, value.toPlainString());
    }
  }
}
