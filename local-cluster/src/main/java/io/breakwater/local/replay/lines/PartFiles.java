package io.breakwater.local.replay.lines;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The files in which the job leaves its output: each subtask writes lines as they come, and a
 * checkpoint commits them, so that after a failure no line is lost or doubled.
 */
public final class PartFiles {
  private static final String IN_PROGRESS = ".";

  private PartFiles() {}

  /** Makes a line of a value, on the cluster. */
  public interface LineFunction<T> extends Function<T, KeyedLine>, Serializable {}

  /** An exactly-once sink into a folder of its own. */
  public static <T> Sink<T> sink(Path folder, LineFunction<T> toLine) {
    return FileSink.forRowFormat(
            new org.apache.flink.core.fs.Path(folder.toUri()), new LineEncoder<>(toLine))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .build();
  }

  /**
   * The committed files of a folder, which need not be there when nothing came, in the order in
   * which they were written: so are those of each subtask, also over a failure.
   */
  public static List<Path> committed(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith(IN_PROGRESS))
          .sorted(Comparator.comparing(PartFiles::written).thenComparing(Path::toString))
          .toList();
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class LineEncoder<T> implements Encoder<T> {
    private static final long serialVersionUID = 1L;

    private final LineFunction<T> toLine;

    LineEncoder(LineFunction<T> toLine) {
      this.toLine = toLine;
    }

    @Override
    public void encode(T value, OutputStream out) throws IOException {
      toLine.apply(value).write(new DataOutputStream(out));
    }
  }
}
