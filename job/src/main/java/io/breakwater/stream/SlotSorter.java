package io.breakwater.stream;

/** Sorts slots by the bytes of their accounts' ids, in place and without allocating. */
final class SlotSorter {
  private final Mirror mirror;

  SlotSorter(Mirror mirror) {
    this.mirror = mirror;
  }

  /** Heap sort: no recursion, no worst case beyond n log n. */
  void sort(IntBuffer slots) {
    int size = slots.size();
    for (int root = size / 2 - 1; root >= 0; root--) {
      sink(slots, root, size);
    }
    for (int end = size - 1; end > 0; end--) {
      swap(slots, 0, end);
      sink(slots, 0, end);
    }
  }

  private void sink(IntBuffer slots, int start, int end) {
    int root = start;
    while (2 * root + 1 < end) {
      int child = 2 * root + 1;
      if (child + 1 < end && mirror.compareIds(slots.get(child), slots.get(child + 1)) < 0) {
        child++;
      }
      if (mirror.compareIds(slots.get(root), slots.get(child)) >= 0) {
        return;
      }
      swap(slots, root, child);
      root = child;
    }
  }

  private static void swap(IntBuffer slots, int a, int b) {
    int value = slots.get(a);
    slots.set(a, slots.get(b));
    slots.set(b, value);
  }
}
