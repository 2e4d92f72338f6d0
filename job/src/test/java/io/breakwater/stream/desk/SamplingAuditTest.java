package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.model.UnitBox;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.Naming;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An account that the watch overlooks is found, counted and mended within one round of the book.
 */
class SamplingAuditTest {
  private static final Patience PATIENCE = new Patience(1_000_000, 1_000_000, 1_000_000);
  private static final int ACCOUNTS = 5;
  private static final long HUNDRED = 100_00000000L;
  private static final long FIFTY = 50_00000000L;

  private final Counts counts = new Counts();
  private final Decisions decisions = new Decisions();
  private long sequence;

  /** Never looks at anyone. */
  private static final class BlindWatch implements Watch {
    @Override
    public void loadStarted() {
      // Sees nothing.
    }

    @Override
    public void loadEnded() {
      // Sees nothing.
    }

    @Override
    public void relocated(int[] targets, int limit) {
      // Sees nothing.
    }

    @Override
    public void track(int slot) {
      // Sees nothing.
    }

    @Override
    public void untrack(int slot) {
      // Sees nothing.
    }

    @Override
    public void decided(int slot, Account counted, UnitBox held) {
      // Sees nothing.
    }

    @Override
    public void moved(int from, int to) {
      // Sees nothing.
    }

    @Override
    public void confirmed(int slot) {
      // Sees nothing.
    }

    @Override
    public void collect(int instrument, long before, long after, IntBuffer found) {
      // Finds nobody.
    }

    @Override
    public String describe(int slot) {
      return "blind";
    }

    @Override
    public long entries() {
      return 0;
    }

    @Override
    public long bytes() {
      return 0;
    }
  }

  private void open(MarginDesk desk) {
    desk.applyEvent(new MarketEvent.PolicyChange(++sequence, 0, Samples.policy(Samples.STRICT)));
    MarketEvent btc =
        new MarketEvent.InstrumentChange(++sequence, 0, 0, Samples.perpetual("BTC", "0", "0.01"));
    new Naming().of(btc).forEach(desk::applyEvent);
    desk.applyEvent(price(HUNDRED));
    for (int i = 0; i < ACCOUNTS; i++) {
      AccountChange.Snapshot snapshot =
          new AccountChange.Snapshot(
              BigDecimal.TEN, List.of(), List.of(Samples.position("BTC", "1", "100")));
      desk.applyUpdate(new AccountUpdate("account-" + i, 1, 0, snapshot, Origin.NONE), 0);
    }
  }

  private MarketEvent.PriceChange price(long units) {
    return new MarketEvent.PriceChange(
        ++sequence, sequence, 0, units, Samples.PRICE_SCALE, sequence, sequence);
  }

  @Test
  void findsAndMendsWhatABlindWatchMisses() {
    MarginDesk desk =
        new MarginDesk(
            MarginModels.all(),
            (mirror, form, market) -> new BlindWatch(),
            new MemoryAccounts(),
            decisions,
            counts,
            PATIENCE,
            AccountLedger.MAXIMUM_ELEMENTS);
    open(desk);
    SamplingAudit audit = new SamplingAudit(desk, counts, 2);
    for (int i = 0; i < 2 * ACCOUNTS; i++) {
      MarketEvent event = price(FIFTY);
      desk.applyEvent(event);
      audit.after(event);
    }
    assertThat(counts.audited).isEqualTo(ACCOUNTS);
    assertThat(counts.auditMisses).isEqualTo(ACCOUNTS);
    assertThat(decisions.transitions)
        .extracting(HealthTransition::to)
        .hasSize(ACCOUNTS)
        .containsOnly(Level.BANKRUPT);
  }

  @Test
  void findsNothingBehindTripwires() {
    MarginDesk desk =
        new MarginDesk(
            MarginModels.all(),
            WatchKind.TRIPWIRES,
            new MemoryAccounts(),
            decisions,
            counts,
            PATIENCE,
            AccountLedger.MAXIMUM_ELEMENTS);
    open(desk);
    SamplingAudit audit = new SamplingAudit(desk, counts, 1);
    for (int i = 0; i < 50; i++) {
      MarketEvent event = price(i % 2 == 0 ? FIFTY : HUNDRED);
      desk.applyEvent(event);
      audit.after(event);
    }
    assertThat(counts.audited).isEqualTo(50);
    assertThat(counts.auditMisses).isZero();
  }

  @Test
  void auditsNobodyWhenItIsOff() {
    MarginDesk desk =
        new MarginDesk(
            MarginModels.all(),
            WatchKind.TRIPWIRES,
            new MemoryAccounts(),
            decisions,
            counts,
            PATIENCE,
            AccountLedger.MAXIMUM_ELEMENTS);
    open(desk);
    MarketEvent event = price(FIFTY);
    new SamplingAudit(desk, counts, 0).after(event);
    assertThat(counts.audited).isZero();
  }
}
