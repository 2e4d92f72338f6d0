package io.breakwater.kafka;

import io.breakwater.schemas.SchemaHistory;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas that records of one kind may be written with: those of every release up to this one,
 * and those announced, as far as {@link WriterCheck} finds that they can be read.
 *
 * <p>What is announced while the job runs is looked for when a record names a schema that is not
 * known, and not again before {@link #PERIOD} is over: a schema that was announced that long before
 * it is written with is always found, and a flood of unknown ones costs one look a period. Not
 * thread safe.
 */
final class WriterSchemas {
  /** From one look for announced schemas to the next. */
  static final Duration PERIOD = Duration.ofSeconds(5);

  private static final Logger LOGGER = LoggerFactory.getLogger(WriterSchemas.class);

  private final Schema today;
  private final SchemaHistory history;
  private final Announced announced;
  private final LongSupplier nanos;
  private final Map<Long, Schema> byFingerprint = new HashMap<>();
  private final Map<Integer, Schema> byRegistryId = new HashMap<>();
  private final Map<Long, String> refusedByFingerprint = new HashMap<>();
  private final Map<Integer, String> refusedByRegistryId = new HashMap<>();
  private final Set<Announcement> told = new HashSet<>();
  private boolean looked;
  private long lookedAt;
  private String problem;

  WriterSchemas(Schema today, Announced announced) {
    this(today, announced, System::nanoTime);
  }

  WriterSchemas(Schema today, Announced announced, LongSupplier nanos) {
    this.today = today;
    this.history = SchemaHistory.of(today);
    this.announced = announced;
    this.nanos = nanos;
    announced.atStart().forEach(this::add);
  }

  /**
   * The schema that a record in single-object encoding was written with.
   *
   * @param fingerprint CRC-64-AVRO of its parsing canonical form
   * @throws RefusedException {@link Refusal#UNKNOWN_SCHEMA} for one that cannot be read, with the
   *     reason, or how to announce it
   */
  Schema ofFingerprint(long fingerprint) {
    Schema released = history.findByFingerprint(fingerprint);
    if (released != null) {
      return released;
    }
    return find(
        fingerprint,
        byFingerprint,
        refusedByFingerprint,
        "the schema with fingerprint %016x".formatted(fingerprint),
        " is none of " + today.getName() + ", neither of a release nor announced",
        "under any name");
  }

  /**
   * The schema that a record in a registry's framing was written with.
   *
   * @param id the registry's number of it
   * @throws RefusedException as {@link #ofFingerprint}
   */
  Schema ofRegistryId(int id) {
    return find(
        id,
        byRegistryId,
        refusedByRegistryId,
        "the record is in a schema registry's framing (00, four bytes of a number), and the schema "
            + id,
        " is not announced for " + today.getName(),
        "under a name that ends in @" + id + ", or let the producer write single-object encoding");
  }

  private <K> Schema find(
      K key,
      Map<K, Schema> known,
      Map<K, String> refused,
      String schema,
      String unknown,
      String name) {
    if (!known.containsKey(key) && !refused.containsKey(key)) {
      look();
    }
    Schema found = known.get(key);
    if (found != null) {
      return found;
    }
    String reason = refused.get(key);
    throw new RefusedException(
        Refusal.UNKNOWN_SCHEMA,
        reason != null
            ? schema + " is announced, but cannot be read: " + reason + "."
            : schema + unknown + ": " + announced.advice(today.getName(), name) + shortcoming());
  }

  private String shortcoming() {
    return problem == null ? "" : " At present " + problem;
  }

  private void look() {
    long now = nanos.getAsLong();
    if (looked && now - lookedAt < PERIOD.toNanos()) {
      return;
    }
    looked = true;
    lookedAt = now;
    Announcements.Look look = announced.whileRunning().look();
    if (look.problem() != null && !look.problem().equals(problem)) {
      LOGGER.warn("Announced schemas of {} may be missed: {}", today.getName(), look.problem());
    }
    problem = look.problem();
    look.announced().forEach(this::add);
  }

  private void add(Announcement announcement) {
    if (!told.add(announcement)) {
      return;
    }
    Schema writer;
    try {
      writer = announcement.schema();
    } catch (RuntimeException e) {
      LOGGER.error("What {} announces is no schema: {}", announcement.name(), e.getMessage());
      return;
    }
    if (writer.getName().equals(today.getName())) {
      put(announcement, writer, WriterCheck.problem(today, writer));
    }
  }

  private void put(Announcement announcement, Schema writer, String reason) {
    long fingerprint = SchemaNormalization.parsingFingerprint64(writer);
    Integer id = announcement.registryId();
    if (reason == null) {
      LOGGER.info("{} may be written as {} announces", today.getName(), announcement.name());
      byFingerprint.put(fingerprint, writer);
      byRegistryId.put(id, writer);
      refusedByRegistryId.remove(id);
    } else {
      LOGGER.error(
          "The {} that {} announces cannot be read: {}",
          today.getName(),
          announcement.name(),
          reason);
      refusedByFingerprint.put(fingerprint, reason);
      refusedByRegistryId.put(id, reason);
      byRegistryId.remove(id);
    }
  }
}
