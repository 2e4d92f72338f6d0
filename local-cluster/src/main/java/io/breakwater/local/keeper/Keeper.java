package io.breakwater.local.keeper;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.local.kafka.TopicReader;
import io.breakwater.local.kafka.TopicWriter;
import io.breakwater.local.kafka.Worker;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.value.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the trigger topic from its beginning by the documented rule ({@link TriggerLog}) and, a
 * moment after an account became liquidatable, writes it back closed out ({@link Settlement}): the
 * whole account, one sequence further.
 */
public final class Keeper implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  private final TopicReader triggers;
  private final TopicWriter<io.breakwater.schemas.AccountUpdate> accounts;
  private final OpenOrders orders;
  private final Set<String> inverse;
  private final LongSupplier clock;
  private final Worker worker;
  private volatile KeeperTotals totals = KeeperTotals.NONE;

  private Keeper(Setup setup) {
    this.triggers = TopicReader.ofCommitted(setup.bootstrapServers(), setup.triggerTopic());
    this.accounts =
        new TopicWriter<>(
            setup.bootstrapServers(),
            setup.accountTopic(),
            io.breakwater.schemas.AccountUpdate.class);
    this.orders = new OpenOrders(setup.delay());
    this.inverse = Set.copyOf(setup.inverse());
    this.clock = setup.clock();
    this.worker = Worker.start("keeper", this::step);
  }

  /**
   * Where a keeper works, and how.
   *
   * @param triggerTopic that it reads
   * @param accountTopic that it writes
   * @param delay between a trigger and its close-out
   * @param inverse contracts whose size is an amount of the numeraire
   * @param clock time of what it writes, microseconds since the epoch
   */
  public record Setup(
      String bootstrapServers,
      String triggerTopic,
      String accountTopic,
      Duration delay,
      Set<String> inverse,
      LongSupplier clock) {}

  /** Starts a keeper. */
  public static Keeper start(Setup setup) {
    return new Keeper(setup);
  }

  private void step() throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : triggers.poll(POLL)) {
      take(record.partition(), LiquidationTrigger.fromByteBuffer(ByteBuffer.wrap(record.value())));
    }
    orders.due(System.nanoTime()).forEach(this::closeOut);
  }

  private void take(int partition, LiquidationTrigger record) {
    if (record.getKind() == TriggerKind.EPOCH_BEGUN) {
      orders.begin(partition, record.getEpoch());
      totals = totals.withOpen(orders.log().openCount());
    } else {
      count(orders.add(partition, record, System.nanoTime()));
    }
  }

  private void count(TriggerLog.Verdict verdict) {
    totals =
        switch (verdict) {
          case NEXT -> totals.withOpen(orders.log().openCount());
          case REPEAT -> totals.plusRepeat();
          case OBSOLETE -> totals.plusObsolete();
          case REPLACEMENT -> totals.plusReplaced().withOpen(orders.log().openCount());
        };
  }

  private void closeOut(LiquidationTrigger trigger) {
    Settlement settlement = Settlement.of(trigger, inverse);
    AccountUpdate update =
        new AccountUpdate(
            trigger.getAccount(),
            trigger.getAccountSequence() + 1,
            clock.getAsLong(),
            settlement.after(),
            Origin.NONE);
    accounts.write(update.account(), AccountUpdateRecords.toAvro(update));
    totals = totals.plusClosed(settlement);
  }

  /** What it has done so far. */
  public KeeperTotals totals() {
    return totals;
  }

  /**
   * Checks that it still works.
   *
   * @throws IllegalStateException when it had to stop
   */
  public void requireAlive() {
    worker.requireAlive();
  }

  @Override
  public void close() {
    worker.close();
    accounts.close();
    triggers.close();
  }
}
