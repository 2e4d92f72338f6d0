package io.breakwater;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Exactly once into lists of this JVM: what was written between two barriers is staged at the
 * second and appears when its checkpoint has completed; what a failure undoes never appears.
 */
final class CollectingSink<T> implements Sink<T>, SupportsCommitter<String> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<?>> STAGED = new ConcurrentHashMap<>();
  private static final Map<String, List<?>> COMMITTED = new ConcurrentHashMap<>();

  private final String prefix = UUID.randomUUID() + "/";

  /** All that was committed, in no particular order among subtasks. */
  @SuppressWarnings("unchecked") // Only writers of this sink use its prefix.
  List<T> committed() {
    List<T> all = new ArrayList<>();
    COMMITTED.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> all.addAll((List<T>) entry.getValue()));
    return all;
  }

  @Override
  public CommittingSinkWriter<T, String> createWriter(WriterInitContext context) {
    return new Writer<>(prefix + context.getTaskInfo().getIndexOfThisSubtask());
  }

  @Override
  public Committer<String> createCommitter(CommitterInitContext context) {
    return new Publisher();
  }

  @Override
  public SimpleVersionedSerializer<String> getCommittableSerializer() {
    return new TextSerializer();
  }

  private static final class Writer<T> implements CommittingSinkWriter<T, String> {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String subtask;
    private List<T> values = new ArrayList<>();

    Writer(String subtask) {
      this.subtask = subtask;
    }

    @Override
    public void write(T value, Context context) {
      values.add(value);
    }

    @Override
    public void flush(boolean endOfInput) {
      // Nothing is on its way anywhere before it is staged.
    }

    @Override
    public Collection<String> prepareCommit() {
      String id = subtask + String.format("-%012d", NUMBERS.incrementAndGet());
      STAGED.put(id, values);
      values = new ArrayList<>();
      return List.of(id);
    }

    @Override
    public void close() {
      // What was not staged is undone.
    }
  }

  private static final class Publisher implements Committer<String> {
    @Override
    public void commit(Collection<CommitRequest<String>> requests) {
      for (CommitRequest<String> request : requests) {
        List<?> values = STAGED.remove(request.getCommittable());
        if (values == null) {
          request.signalAlreadyCommitted();
        } else {
          COMMITTED.put(request.getCommittable(), values);
        }
      }
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }

  private static final class TextSerializer implements SimpleVersionedSerializer<String> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
