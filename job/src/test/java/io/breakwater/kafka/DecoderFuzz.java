package io.breakwater.kafka;

import com.sun.management.ThreadMXBean;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Sends hostile records through the decoders of all input topics and requires of each that it ends
 * as a value or as a rejection with a reason, with memory in proportion to its bytes; that a value
 * is the same after it was written and read again, and a rejection can be written.
 *
 * <p>Records are valid ones, bytes after a schema with extreme values, and changes of those and of
 * earlier ones that were answered in a way that was new: what an answer says, without its names and
 * numbers, stands for the way through the code. The same seed gives the same records.
 */
final class DecoderFuzz {
  /** Exceptions, messages and the first objects of a schema cost so much, whatever is sent. */
  private static final long BYTES_A_RECORD = 64 * 1024;

  /** Each byte of a record makes some objects at most, on the way to the domain. */
  private static final long BYTES_A_BYTE = 400;

  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_KEPT = 4_000;
  private static final int LONGEST_KEPT = 8_192;
  private static final int LONGEST_WAY = 120;
  private static final Pattern WORD = Pattern.compile("\\b[a-z]{3,}\\b");
  private static final int SEEDS = 40;

  /** How often what allocates too much is tried again: at first, classes are loaded. */
  private static final int FIRST_TIMES = 3;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Random random;
  private final WildRecords wild;
  private final ByteMutator mutator;
  private final List<FuzzedTopic<?, ?>> topics;
  private final Map<FuzzedTopic<?, ?>, List<byte[]>> kept = new HashMap<>();
  private final Map<String, Long> ways = new TreeMap<>();
  private final RecordEncoder<RejectedRecord, io.breakwater.schemas.RejectedRecord> rejections =
      new RecordEncoder<>(RejectedRecordRecords::toAvro);
  private final Figures figures = new Figures();

  /** What a run has seen. Times in nanoseconds of the processor, memory in bytes. */
  static final class Figures {
    private long records;
    private long accepted;
    private long bytes;
    private long longest;
    private long longestOf;
    private long most;
    private long mostOf;
    private int ways;
    private int kept;

    private void took(long nanos, int length) {
      if (nanos > longest) {
        longest = nanos;
        longestOf = length;
      }
    }

    private void allocated(long memory, int length) {
      if (memory > most) {
        most = memory;
        mostOf = length;
      }
    }

    long records() {
      return records;
    }

    long accepted() {
      return accepted;
    }

    int ways() {
      return ways;
    }

    @Override
    public String toString() {
      return "%,d records of %,d bytes on average, %,d accepted; %,d ways, %,d records kept to change; at most %.1f ms (%,d bytes) and %,d bytes of memory (%,d bytes)"
          .formatted(
              records,
              bytes / records,
              accepted,
              ways,
              kept,
              longest / 1e6,
              longestOf,
              most,
              mostOf);
    }
  }

  DecoderFuzz(long seed) {
    random = new Random(seed);
    wild = new WildRecords(random);
    mutator = new ByteMutator(random, MOST_BYTES);
    topics = FuzzedTopic.all(new RandomValues(seed));
    for (FuzzedTopic<?, ?> topic : topics) {
      kept.put(topic, new ArrayList<>());
      for (int i = 0; i < SEEDS; i++) {
        byte[] valid = topic.validRecord();
        kept.get(topic).add(valid);
      }
    }
  }

  /** Sends so many records more. */
  Figures run(long records) throws IOException {
    for (long i = 0; i < records; i++) {
      FuzzedTopic<?, ?> topic = topics.get(random.nextInt(topics.size()));
      byte[] value = record(topic);
      try {
        send(topic, value);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        throw new AssertionError(
            "%s, record %,d: %s".formatted(topic.name(), i, HexFormat.of().formatHex(value)), e);
      }
    }
    figures.ways = ways.size();
    figures.kept = kept.values().stream().mapToInt(List::size).sum();
    return figures;
  }

  /** How often each way was taken. */
  Map<String, Long> ways() {
    return ways;
  }

  private byte[] record(FuzzedTopic<?, ?> topic) {
    return switch (random.nextInt(20)) {
      case 0 -> topic.validRecord();
      case 1, 2 -> mutator.mutated(topic.validRecord(), one(kept.get(topic)));
      case 3, 4, 5, 6 -> wild(topic, 12 + random.nextInt(200), 2_000);
      case 7 -> wild(topic, 1 + random.nextInt(10), 2_000);
      case 8 -> random.nextInt(100) == 0 ? wild(topic, 60, MOST_BYTES) : wild(topic, 0, 2_000);
      case 9 -> mutator.mutated(one(kept.get(topic)), one(kept.get(any())));
      case 10 -> noise();
      default -> mutator.mutated(one(kept.get(topic)), one(kept.get(topic)));
    };
  }

  private FuzzedTopic<?, ?> any() {
    return topics.get(random.nextInt(topics.size()));
  }

  private byte[] one(List<byte[]> records) {
    return records.get(random.nextInt(records.size()));
  }

  private byte[] wild(FuzzedTopic<?, ?> topic, int oneIn, int most) {
    int schema = random.nextInt(topic.schemas().size());
    return framed(topic, schema, wild.of(topic.schemas().get(schema), oneIn, most));
  }

  private byte[] framed(FuzzedTopic<?, ?> topic, int schema, byte[] body) {
    Schema written = topic.schemas().get(schema);
    return random.nextBoolean()
        ? NewerSchemas.singleObject(written, body)
        : NewerSchemas.registered(schema, body);
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    if (bytes.length > 0 && random.nextBoolean()) {
      bytes[0] = 0;
    }
    return bytes;
  }

  private void send(FuzzedTopic<?, ?> topic, byte[] value) throws IOException {
    byte[] key = {};
    Inbound<?> answer = decode(topic, key, value);
    if (answer.rejected() != null
        && answer.rejected().reason() == io.breakwater.value.Refusal.KEY_MISMATCH) {
      key = topic.keyOf(value);
      answer = decode(topic, key, value);
    }
    figures.records++;
    figures.bytes += value.length;
    if (answer.rejected() == null) {
      figures.accepted++;
      requireSame(topic, answer, key);
    } else {
      requireReason(answer.rejected(), topic.kept(value));
    }
    if (ways.merge(way(topic, answer), 1L, Long::sum) == 1) {
      keep(topic, value);
    }
  }

  private Inbound<?> decode(FuzzedTopic<?, ?> topic, byte[] key, byte[] value) {
    long bound = BYTES_A_RECORD + BYTES_A_BYTE * value.length;
    long memory = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    Inbound<?> answer = topic.decode(key, value);
    figures.took(threads.getCurrentThreadCpuTime() - start, value.length);
    long allocated = threads.getCurrentThreadAllocatedBytes() - memory;
    for (int i = 0; allocated > bound && i < FIRST_TIMES; i++) {
      memory = threads.getCurrentThreadAllocatedBytes();
      topic.decode(key, value);
      allocated = threads.getCurrentThreadAllocatedBytes() - memory;
    }
    figures.allocated(allocated, value.length);
    if (allocated > bound) {
      throw new AssertionError(allocated + " bytes allocated for " + value.length);
    }
    return answer;
  }

  private static void requireSame(FuzzedTopic<?, ?> topic, Inbound<?> accepted, byte[] key) {
    Inbound<?> again = topic.reread(accepted, key);
    if (again.rejected() != null) {
      throw new AssertionError("written again it is rejected: " + again.rejected().message());
    }
    if (!again.value().equals(accepted.value())) {
      throw new AssertionError(accepted.value() + " is read again as " + again.value());
    }
  }

  private void requireReason(RejectedRecord rejected, byte[] kept) throws IOException {
    if (rejected.message().isBlank() || !Arrays.equals(rejected.origin().raw(), kept)) {
      throw new AssertionError("a rejection without a reason, or of other bytes");
    }
    if (rejected.message().contains("and should say why")) {
      throw new AssertionError("unforeseen: " + rejected.message());
    }
    byte[] written = rejections.serialize(rejected);
    var read = Decoders.read(io.breakwater.schemas.RejectedRecord.class, written);
    if (!read.getReason().name().equals(rejected.reason().name())) {
      throw new AssertionError("the rejection is written with another reason");
    }
  }

  private void keep(FuzzedTopic<?, ?> topic, byte[] value) {
    List<byte[]> records = kept.get(topic);
    if (value.length > LONGEST_KEPT) {
      return;
    }
    if (records.size() < MOST_KEPT) {
      records.add(value);
    } else {
      records.set(random.nextInt(records.size()), value);
    }
  }

  /** The first words of what the answer says, without names and numbers. */
  private static String way(FuzzedTopic<?, ?> topic, Inbound<?> answer) {
    StringBuilder way = new StringBuilder(LONGEST_WAY).append(topic.name());
    String said;
    if (answer.rejected() == null) {
      said = answer.value().toString();
      way.append(" accepted");
    } else {
      said = answer.rejected().message();
      way.append(' ').append(answer.rejected().reason());
    }
    Matcher word = WORD.matcher(said);
    while (way.length() < LONGEST_WAY && word.find()) {
      way.append(' ').append(word.group());
    }
    return way.toString();
  }
}
