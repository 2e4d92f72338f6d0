package io.breakwater.local.replay.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.command.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Follows the lines of rejected records in their order: where the first are, and why. */
public final class RejectedLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> first = new ArrayList<>();

  /** Takes the next line. */
  public void add(KeyedLine line) throws IOException {
    if (first.size() < Listing.SHOWN) {
      JsonNode record = JSON.readTree(line.json());
      first.add(
          "%s, line %d: %s"
              .formatted(
                  record.path("topic").asText(),
                  record.path("offset").asLong(),
                  record.path("message").asText()));
    }
  }

  /** The first of them, each with file, line and reason. */
  public List<String> first() {
    return first;
  }
}
