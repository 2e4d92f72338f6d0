package io.breakwater.local.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** JSON without spaces, but with each element of an outer array on a line of its own. */
final class OneElementALine extends MinimalPrettyPrinter {
  private static final long serialVersionUID = 1L;

  private int arrays;

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    super.writeStartArray(json);
    arrays++;
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    newLine(json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    super.writeArrayValueSeparator(json);
    newLine(json);
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) throws IOException {
    newLine(json);
    arrays--;
    super.writeEndArray(json, values);
  }

  private void newLine(JsonGenerator json) throws IOException {
    if (arrays == 1) {
      json.writeRaw('\n');
    }
  }
}
