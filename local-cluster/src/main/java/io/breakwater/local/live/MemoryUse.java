package io.breakwater.local.live;

import io.breakwater.local.cluster.ClusterException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The memory of this process. */
final class MemoryUse {
  private static final long MEBI = 1 << 20;
  private static final int KIBI = 1 << 10;

  /** Broker, cluster and job with an empty book. */
  private static final long BASE_BYTES = 400 * MEBI;

  /** An account in the book, in the feed and in the job's mirror. */
  private static final long BYTES_AN_ACCOUNT = 2_500;

  private static final Path STATUS = Path.of("/proc/self/status");

  private MemoryUse() {}

  /**
   * Checks that a book fits the heap.
   *
   * @throws ClusterException when it does not, with what to do
   */
  static void requireRoomFor(long accounts) {
    long needed = BASE_BYTES + accounts * BYTES_AN_ACCOUNT;
    long given = Runtime.getRuntime().maxMemory();
    if (given < needed) {
      throw new ClusterException(
          String.format(
              Locale.ROOT,
              "%,d accounts need about %,d MB of heap, and there are %,d MB: give more, as in"
                  + " LOCAL_CLUSTER_HEAP=%dm local-cluster/run, or ask for fewer with --accounts.",
              accounts,
              needed / MEBI,
              given / MEBI,
              needed / MEBI));
    }
  }

  /** The largest use so far, as far as the system tells it. */
  static String peak() {
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    long process = processPeak();
    return Figures.count(heap / MEBI)
        + " MB of heap"
        + (process > 0 ? ", " + Figures.count(process / MEBI) + " MB of the process" : "");
  }

  /** Bytes; 0 where the system does not say it. */
  private static long processPeak() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * KIBI;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
