package io.breakwater.local.bench.micro;

import io.breakwater.collections.BoundHeap;
import io.breakwater.collections.IntBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The bounds of one instrument on one side: the job's heap, and a {@link TreeMap} of the same keys.
 * It stands in the package of what it measures, which nobody else should see.
 */
public class BoundHeapBenchmark extends MicroSettings {
  /** As a million accounts with two positions in a hundred instruments have. */
  static final int ENTRIES = 20_000;

  /** Bounds that a tick crosses. */
  static final int CROSSED = 8;

  private static final long STEP = 1_000;

  private final BoundHeap heap = new BoundHeap();
  private final TreeMap<Long, Integer> tree = new TreeMap<>();
  private final long[] heapKeys = new long[ENTRIES];
  private final long[] treeKeys = new long[ENTRIES];
  private final int[] positions = new int[ENTRIES];
  private final int[] owners = new int[ENTRIES];
  private final IntBuffer found = new IntBuffer();
  private final IntBuffer stack = new IntBuffer();
  private int next;

  /** Fills both with the same keys, no two of which are equal. */
  public BoundHeapBenchmark() {
    Arrays.fill(positions, BoundHeap.OUT);
    SplittableRandom random = new SplittableRandom(1);
    for (int place = 0; place < ENTRIES; place++) {
      owners[place] = place;
      heapKeys[place] = key(random.nextInt(ENTRIES), place);
      treeKeys[place] = heapKeys[place];
      heap.put(place, heapKeys[place], positions);
      tree.put(treeKeys[place], place);
    }
  }

  /** Of a rank, about, and unlike those of other places. */
  private static long key(int rank, int place) {
    return rank * STEP * ENTRIES + place;
  }

  @Benchmark
  public int heapCrossesNothing() {
    return collect(Long.MIN_VALUE);
  }

  @Benchmark
  public int treeCrossesNothing() {
    return sum(Long.MIN_VALUE);
  }

  @Benchmark
  public int heapCrosses() {
    return collect(limit());
  }

  @Benchmark
  public int treeCrosses() {
    return sum(limit());
  }

  /** Moves an entry to a key that is about half of its own. */
  @Benchmark
  public void heapMoves() {
    moveInHeap(next());
  }

  @Benchmark
  public void treeMoves() {
    moveInTree(next());
  }

  private int next() {
    next = next + 1 == ENTRIES ? 0 : next + 1;
    return next;
  }

  /** A limit that so many bounds lie below, for random keys. */
  private static long limit() {
    return CROSSED * STEP * ENTRIES;
  }

  /** The sum of the owners of entries below a limit, from the heap. */
  int collect(long limit) {
    found.clear();
    heap.collectBelow(limit, owners, found, stack);
    int sum = 0;
    for (int i = 0; i < found.size(); i++) {
      sum += found.get(i);
    }
    return sum;
  }

  /** The same sum, from the tree. */
  int sum(long limit) {
    if (tree.firstKey() >= limit) {
      return 0;
    }
    int sum = 0;
    for (int place : tree.headMap(limit).values()) {
      sum += place;
    }
    return sum;
  }

  void moveInHeap(int place) {
    heapKeys[place] = moved(heapKeys[place], place);
    heap.put(place, heapKeys[place], positions);
  }

  void moveInTree(int place) {
    tree.remove(treeKeys[place]);
    treeKeys[place] = moved(treeKeys[place], place);
    tree.put(treeKeys[place], place);
  }

  private static long moved(long key, int place) {
    int rank = (int) (key / (STEP * ENTRIES));
    return key((rank + ENTRIES / 2 + 1) % ENTRIES, place);
  }
}
