package io.breakwater.local.replay.source;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Hands the one split to the first reader that asks; its state is whether that has happened.
 *
 * <p>Whoever gets the split is told nothing more. It may fail as soon as it has opened its tape,
 * and Flink takes a word that no longer reaches a task for the failure of the job, in place of the
 * task's own, which says what the user has to do.
 */
final class ReplaySplits implements SplitEnumerator<ReplaySplit, Boolean> {
  private final SplitEnumeratorContext<ReplaySplit> context;
  private ReplaySplit toAssign;

  ReplaySplits(SplitEnumeratorContext<ReplaySplit> context, boolean assigned) {
    this.context = context;
    this.toAssign = assigned ? null : new ReplaySplit(0);
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String hostname) {
    if (toAssign != null) {
      context.assignSplit(toAssign, subtask);
      toAssign = null;
    } else {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public void addSplitsBack(List<ReplaySplit> splits, int subtask) {
    if (!splits.isEmpty()) {
      toAssign = splits.get(0);
    }
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public Boolean snapshotState(long checkpointId) {
    return toAssign == null;
  }

  @Override
  public void close() {}

  /** Bytes of the state: one, 1 for assigned. */
  static final class Serializer implements SimpleVersionedSerializer<Boolean> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Boolean assigned) {
      return new byte[] {(byte) (assigned ? 1 : 0)};
    }

    @Override
    public Boolean deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1 || bytes.length != 1) {
        throw new IOException("not the state of a replay's enumerator in version 1");
      }
      return bytes[0] == 1;
    }
  }
}
