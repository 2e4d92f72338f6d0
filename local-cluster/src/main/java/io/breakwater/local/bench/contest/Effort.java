package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.load.BookKind;
import io.breakwater.local.bench.load.Workload;
import java.util.Locale;
import java.util.Optional;

/**
 * How much work a bench may do. Contenders that are slow get fewer ticks, the first of the same
 * tape; their time per tick hardly depends on how many there are.
 *
 * @param mostTicks of any run
 * @param kafkaTicks that the tripwires take from a topic
 * @param holderLooks that the in-heap holders may take
 * @param heapVisits of accounts that broadcast may make on the heap backend
 * @param rocksdbVisits of accounts that broadcast may make on RocksDB
 * @param referenceDecisions that the reference may take
 * @param sqlJoins of a price with a position that SQL may make
 * @param streamsDecisions that Kafka Streams may take
 */
public record Effort(
    int mostTicks,
    long kafkaTicks,
    long holderLooks,
    long heapVisits,
    long rocksdbVisits,
    long referenceDecisions,
    long sqlJoins,
    long streamsDecisions) {
  public static final Effort FULL =
      new Effort(
          4_000_000, 500_000, 400_000_000, 10_000_000, 2_000_000, 10_000_000, 200_000, 400_000);
  public static final Effort QUICK =
      new Effort(500_000, 100_000, 40_000_000, 2_000_000, 300_000, 1_000_000, 20_000, 40_000);

  /** Where the reference evaluator ends, and with it the peers that bear few accounts only. */
  static final int MOST_REFERENCE_ACCOUNTS = 10_000;

  private static final long FEWEST_TICKS = 3;

  /** The ticks that a contender runs. */
  int ticks(Contender contender, Workload workload, int accounts) {
    return switch (contender) {
      case TRIPWIRES, FLOOR -> within(workload, accounts, mostTicks);
      case TRIPWIRES_KAFKA -> within(workload, accounts, kafkaTicks);
      case HOLDERS -> within(workload, accounts, holderLooks / workload.holders(accounts));
      case BROADCAST_HEAP -> within(workload, accounts, heapVisits / accounts);
      case BROADCAST_ROCKSDB -> within(workload, accounts, rocksdbVisits / accounts);
      case SQL, SQL_MINI_BATCH -> within(workload, accounts, sqlJoins / workload.holders(accounts));
      case STREAMS -> within(workload, accounts, streamsDecisions / workload.holders(accounts));
    };
  }

  /** Why a contender is not run with so many accounts of a workload; empty when it is. */
  Optional<String> refusal(Contender contender, Workload workload, int accounts) {
    if (workload.book() != BookKind.CONTRACTS && contender.isOfContractsAlone()) {
      return Optional.of(contender.title() + ": not run, since it knows contracts alone");
    }
    return contender.isSmall() && accounts > MOST_REFERENCE_ACCOUNTS
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: not run with more than %,d accounts, of which a tick would take it too long",
                contender.title(),
                MOST_REFERENCE_ACCOUNTS))
        : Optional.empty();
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
