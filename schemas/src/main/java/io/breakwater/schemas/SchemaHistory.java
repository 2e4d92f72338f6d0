package io.breakwater.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;

/**
 * Every schema that one record was ever released with, and today's: what a reader needs to
 * understand messages in single-object encoding without a registry.
 *
 * <p>Released schemas are packaged as {@code history/vN/RECORD.avsc}, N counting from 1. A record
 * that a release did not have, or did not change, has no file there.
 *
 * <p>Immutable. A decoder over the history is made by {@code
 * OraclePrice.createDecoder(SchemaHistory.of(OraclePrice.getClassSchema()))}.
 */
public final class SchemaHistory implements SchemaStore {

  /** The newest release that has a folder in the history. */
  private static final int NEWEST_RELEASE = 1;

  private final List<Schema> released;
  private final Map<Long, Schema> byFingerprint = new HashMap<>();

  private SchemaHistory(Schema today, List<Schema> released) {
    this.released = List.copyOf(released);
    released.forEach(this::index);
    index(today);
  }

  /**
   * The history of a record.
   *
   * @param today the record's schema of today; its simple name finds the released ones
   * @throws UncheckedIOException if a packaged schema cannot be read
   */
  public static SchemaHistory of(Schema today) {
    List<Schema> released = new ArrayList<>();
    for (int release = 1; release <= NEWEST_RELEASE; release++) {
      load("/history/v" + release + "/" + today.getName() + ".avsc").ifPresent(released::add);
    }
    return new SchemaHistory(today, released);
  }

  /**
   * The schema that a message was written with.
   *
   * @param fingerprint CRC-64-AVRO of the schema's parsing canonical form
   * @return the schema, or null if the record never had one of this fingerprint
   */
  @Override
  public Schema findByFingerprint(long fingerprint) {
    return byFingerprint.get(fingerprint);
  }

  /** The released schemas, oldest first. */
  public List<Schema> released() {
    return released;
  }

  private void index(Schema schema) {
    byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema);
  }

  private static Optional<Schema> load(String resource) {
    try (InputStream in = SchemaHistory.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the packaged schema " + resource, e);
    }
  }
}
