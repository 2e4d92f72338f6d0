package io.breakwater.local.bench;

/**
 * How much work a bench may do. Contenders that are slow get fewer ticks, the first of the same
 * tape; their time per tick hardly depends on how many there are.
 *
 * @param mostTicks of any run
 * @param holderLooks that the in-heap holders may take
 * @param heapVisits of accounts that broadcast may make on the heap backend
 * @param rocksdbVisits of accounts that broadcast may make on RocksDB
 * @param referenceDecisions that the reference may take
 */
record Effort(
    int mostTicks, long holderLooks, long heapVisits, long rocksdbVisits, long referenceDecisions) {
  static final Effort FULL = new Effort(4_000_000, 400_000_000, 10_000_000, 2_000_000, 10_000_000);
  static final Effort QUICK = new Effort(500_000, 40_000_000, 2_000_000, 300_000, 1_000_000);

  private static final long FEWEST_TICKS = 3;

  /** The ticks that a contender runs. */
  int ticks(Contender contender, Workload workload, int accounts) {
    return switch (contender) {
      case TRIPWIRES, FLOOR -> within(workload, accounts, mostTicks);
      case HOLDERS -> within(workload, accounts, holderLooks / workload.holders(accounts));
      case BROADCAST_HEAP -> within(workload, accounts, heapVisits / accounts);
      case BROADCAST_ROCKSDB -> within(workload, accounts, rocksdbVisits / accounts);
    };
  }

  /** The ticks that the reference decides. */
  int referenceTicks(Workload workload, int accounts) {
    return within(workload, accounts, referenceDecisions / workload.holders(accounts));
  }

  private int within(Workload workload, int accounts, long ticks) {
    int all = Math.min(mostTicks, workload.ticks(accounts));
    return (int) Math.min(all, Math.max(FEWEST_TICKS, ticks));
  }
}
