package io.breakwater.local.replay.lines;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts lines into a file; lines that {@link KeyedLine#ORDER} calls equal stay in the order in
 * which they were added.
 *
 * <p>Lines are held up to a bound of memory; beyond it they are sorted and written aside as a run,
 * and the runs are merged at the end. The file appears whole, or not at all.
 */
public final class LineSort {
  /** Bytes of lines that are sorted at once. */
  public static final long MEMORY = 64L << 20;

  private static final int BUFFER = 1 << 16;

  private final Path scratch;
  private final long memory;
  private final List<Path> runs = new ArrayList<>();
  private List<KeyedLine> held = new ArrayList<>();
  private long weight;
  private long count;

  /**
   * @param scratch folder for the runs, which its owner deletes
   * @param memory bytes of lines to hold
   */
  public LineSort(Path scratch, long memory) {
    this.scratch = scratch;
    this.memory = memory;
  }

  public void add(KeyedLine line) throws IOException {
    held.add(line);
    weight += line.weight();
    count++;
    if (weight > memory) {
      spill();
    }
  }

  /** Adds all lines of a file in which {@link KeyedLine#write} wrote one after the other. */
  public void addAll(Path file) throws IOException {
    try (Run run = new Run(file, 0)) {
      while (run.head != null) {
        add(run.head);
        run.advance();
      }
    }
  }

  /** How many lines were added. */
  public long count() {
    return count;
  }

  /**
   * Writes all lines in order, in place of a file that may be there.
   *
   * @param onLine is given each of them too
   */
  public void writeTo(Path target, LineConsumer onLine) throws IOException {
    Path written = scratch.resolve(target.getFileName() + ".sorted");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(written), BUFFER)) {
      merge(
          line -> {
            out.write(line.json());
            out.write('\n');
            onLine.accept(line);
          });
    }
    moveInPlace(written, target);
  }

  private static void moveInPlace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What is done with each line, in order. */
  @FunctionalInterface
  public interface LineConsumer {
    void accept(KeyedLine line) throws IOException;
  }

  /** Gives all lines in order; to be asked once. */
  public void merge(LineConsumer consumer) throws IOException {
    held.sort(KeyedLine.ORDER);
    if (runs.isEmpty()) {
      for (KeyedLine line : held) {
        consumer.accept(line);
      }
      return;
    }
    spill();
    mergeRuns(consumer);
  }

  private void mergeRuns(LineConsumer consumer) throws IOException {
    PriorityQueue<Run> heads = new PriorityQueue<>(Run.ORDER);
    List<Run> open = new ArrayList<>();
    try {
      for (Path path : runs) {
        Run run = new Run(path, open.size());
        open.add(run);
        heads.add(run);
      }
      while (!heads.isEmpty()) {
        Run run = heads.poll();
        consumer.accept(run.head);
        run.advance();
        if (run.head != null) {
          heads.add(run);
        }
      }
    } finally {
      for (Run run : open) {
        run.close();
      }
    }
  }

  private void spill() throws IOException {
    if (held.isEmpty()) {
      return;
    }
    held.sort(KeyedLine.ORDER);
    Path run = Files.createTempFile(scratch, "run", ".lines");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER))) {
      for (KeyedLine line : held) {
        line.write(out);
      }
    }
    runs.add(run);
    held = new ArrayList<>();
    weight = 0;
  }

  /** A file of lines with the one that comes next; null at its end. */
  private static final class Run implements Closeable {
    static final Comparator<Run> ORDER =
        Comparator.<Run, KeyedLine>comparing(run -> run.head, KeyedLine.ORDER)
            .thenComparingInt(run -> run.number);

    private final DataInputStream in;
    private final int number;
    private KeyedLine head;

    /**
     * @param number of the run among others: what it holds was added before what later ones hold
     */
    Run(Path file, int number) throws IOException {
      this.number = number;
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      advance();
    }

    void advance() throws IOException {
      head = KeyedLine.read(in);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
