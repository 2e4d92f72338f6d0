package io.breakwater.margin.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountLedger.Outcome;
import io.breakwater.margin.account.AccountRecord.Status;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.Level;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

public class AccountLedgerTest {
  private static final Position LONG = Samples.position("BTC", "2", "100");
  private static final Position SHORT = Samples.position("ETH", "-3", "10");
  private static final Balance DEPOSIT = Samples.deposit("USDT", "500");

  @Nested
  class InWhateverOrder {
    private static final int SETS = 1_500;
    private static final int MOST_UPDATES = 5;

    @Test
    void aSetOfUpdatesGivesTheSameState() {
      for (int seed = 0; seed < SETS; seed++) {
        List<AccountUpdate> updates = randomSet(new SplittableRandom(seed));
        AccountRecord inGivenOrder = applied(updates);
        assertThat(inGivenOrder.account("a"))
            .as("seed %s, the newest word on each part of %s", seed, updates)
            .isEqualTo(NewestWord.of(updates));
        assertThat(inGivenOrder.status())
            .as("seed %s, status after %s", seed, updates)
            .isEqualTo(NewestWord.status(updates));
        assertAllOrders(seed, new ArrayList<>(updates), 0, inGivenOrder);
      }
    }

    private void assertAllOrders(
        int seed, List<AccountUpdate> updates, int fixed, AccountRecord expected) {
      if (fixed == updates.size()) {
        assertThat(applied(updates)).as("seed %s, %s", seed, updates).isEqualTo(expected);
        return;
      }
      for (int i = fixed; i < updates.size(); i++) {
        Collections.swap(updates, fixed, i);
        assertAllOrders(seed, updates, fixed + 1, expected);
        Collections.swap(updates, fixed, i);
      }
    }

    /** Distinct sequences, but for repeats and for parts that one event of the venue changed. */
    private static List<AccountUpdate> randomSet(SplittableRandom random) {
      List<AccountUpdate> updates = new ArrayList<>();
      int count = 2 + random.nextInt(MOST_UPDATES - 1);
      for (long sequence = 1; updates.size() < count; sequence++) {
        if (random.nextInt(4) == 0 && updates.size() + 2 <= count) {
          updates.add(update(sequence, AccountChange.Parts.of(amount(random))));
          updates.add(update(sequence, AccountChange.Parts.of(position(random))));
        } else {
          updates.add(update(sequence, anyChange(random)));
        }
        if (random.nextInt(6) == 0 && updates.size() < count) {
          updates.add(updates.get(random.nextInt(updates.size())));
        }
      }
      return updates;
    }

    private static AccountChange anyChange(SplittableRandom random) {
      return switch (random.nextInt(8)) {
        case 7 ->
            new AccountChange.Parts(
                random.nextBoolean() ? amount(random) : null,
                List.of(balance(random)),
                random.nextBoolean() ? List.of() : List.of(position(random)));
        case 0 -> new AccountChange.Closed();
        case 1 ->
            new AccountChange.Snapshot(
                amount(random),
                random.nextBoolean() ? List.of() : List.of(balance(random)),
                random.nextBoolean() ? List.of() : List.of(position(random)));
        case 2 -> AccountChange.Parts.of(amount(random));
        case 3, 4 -> AccountChange.Parts.of(balance(random));
        default -> AccountChange.Parts.of(position(random));
      };
    }

    private static BigDecimal amount(SplittableRandom random) {
      return BigDecimal.valueOf(random.nextInt(3));
    }

    private static Balance balance(SplittableRandom random) {
      BalanceSide side = random.nextBoolean() ? BalanceSide.DEPOSIT : BalanceSide.DEBT;
      return Balance.of("USDT", side, amount(random));
    }

    private static Position position(SplittableRandom random) {
      String instrument = random.nextBoolean() ? "BTC" : "ETH";
      String leg = random.nextInt(3) == 0 ? "hedge" : "";
      return new Position(instrument, leg, amount(random), BigDecimal.TEN, null);
    }
  }

  @Nested
  class Outcomes {
    @Test
    void aNewerStateIsApplied() {
      AccountRecord record = applied(update(1, snapshot("5", LONG)));

      AccountLedger.Result result = AccountLedger.apply(record, update(2, snapshot("6", SHORT)));

      assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(result.account().account("a").cash()).isEqualTo(new BigDecimal("6"));
      assertThat(result.account().account("a").positions()).containsExactly(SHORT);
      assertThat(result.account().lastSequence()).isEqualTo(2);
    }

    @Test
    void theSameStateAgainIsADuplicate() {
      AccountRecord record = applied(update(1, snapshot("5", LONG)));

      assertUnchanged(record, update(1, snapshot("5.00", LONG)), Outcome.DUPLICATE);
      assertUnchanged(record, update(1, cash("5")), Outcome.DUPLICATE);
      assertUnchanged(record, update(1, AccountChange.Parts.of(LONG)), Outcome.DUPLICATE);
      assertUnchanged(
          record,
          update(1, AccountChange.Parts.of(Samples.position("ETH", "0", "0"))),
          Outcome.DUPLICATE);
    }

    @Test
    void theSameSequenceWithOtherContentIsAConflict() {
      AccountRecord record = applied(update(1, snapshot("5", LONG)));

      assertUnchanged(record, update(1, snapshot("6", LONG)), Outcome.CONFLICT);
      assertUnchanged(record, update(1, new AccountChange.Closed()), Outcome.CONFLICT);
      assertUnchanged(record, update(1, cash("6")), Outcome.CONFLICT);
      assertUnchanged(record, update(1, AccountChange.Parts.of(DEPOSIT)), Outcome.CONFLICT);
    }

    @Test
    void anOlderStateIsStale() {
      AccountRecord record = applied(update(5, snapshot("5", LONG)), update(7, cash("4")));

      assertUnchanged(record, update(4, snapshot("9")), Outcome.STALE);
      assertUnchanged(record, update(4, new AccountChange.Closed()), Outcome.STALE);
      assertUnchanged(record, update(6, cash("9")), Outcome.STALE);
      assertUnchanged(record, update(4, AccountChange.Parts.of(SHORT)), Outcome.STALE);
    }

    @Test
    void partsHaveSequencesOfTheirOwn() {
      AccountRecord record = applied(update(5, snapshot("5", LONG)), update(9, cash("4")));

      AccountLedger.Result result =
          AccountLedger.apply(record, update(6, AccountChange.Parts.of(SHORT)));

      assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(result.account().lastSequence()).isEqualTo(9);
    }

    private static void assertUnchanged(
        AccountRecord record, AccountUpdate update, Outcome outcome) {
      AccountLedger.Result result = AccountLedger.apply(record, update);
      assertThat(result.outcome()).as("%s", update).isEqualTo(outcome);
      assertThat(result.account()).isSameAs(record);
    }
  }

  @Nested
  class Statuses {
    @Test
    void partsBeforeAnySnapshotAreStoredAndTheAccountIsNotOpen() {
      AccountRecord record = applied(update(3, cash("7")));
      assertThat(record.status()).isEqualTo(Status.PARTIAL_ONLY);

      AccountRecord open = applied(record, update(2, snapshot("1", LONG)));

      assertThat(open.status()).isEqualTo(Status.OPEN);
      assertThat(open.account("a").cash()).isEqualTo(new BigDecimal("7"));
      assertThat(open.account("a").positions()).containsExactly(LONG);
    }

    @Test
    void aClosedAccountHoldsNothing() {
      AccountRecord record =
          applied(update(1, snapshot("5", LONG)), update(2, new AccountChange.Closed()));

      assertThat(record.status()).isEqualTo(Status.CLOSED);
      assertThat(record.account("a"))
          .isEqualTo(new Account("a", BigDecimal.ZERO, List.of(), List.of()));
      assertThat(record.balances()).isEmpty();
      assertThat(record.positions()).isEmpty();
    }

    @Test
    void aSnapshotOpensAClosedAccountAgain() {
      AccountRecord closed =
          applied(
              applied(update(1, snapshot("5", LONG))).with(Standing.at(Level.SEVERE, 4, 2)),
              update(2, new AccountChange.Closed()));

      AccountRecord open = applied(closed, update(3, snapshot("6")));

      assertThat(open.status()).isEqualTo(Status.OPEN);
      assertThat(open.standing().episode()).as("episodes go on").isEqualTo(4);
    }

    @Test
    void aPartOfAClosedAccountWaitsForASnapshot() {
      AccountRecord record = applied(update(2, new AccountChange.Closed()), update(3, cash("6")));

      assertThat(record.status()).isEqualTo(Status.PARTIAL_ONLY);
    }

    @Test
    void levelAndCountersStay() {
      AccountRecord record =
          applied(update(1, snapshot("5", LONG))).with(Standing.at(Level.BANKRUPT, 3, 2));

      AccountRecord after =
          applied(
              record,
              update(2, cash("6")),
              update(3, AccountChange.Parts.of(DEPOSIT)),
              update(4, AccountChange.Parts.of(SHORT)),
              update(5, snapshot("7")));

      assertThat(after.level()).isEqualTo(Level.BANKRUPT);
      assertThat(after.standing().episode()).isEqualTo(3);
      assertThat(after.standing().step()).isEqualTo(2);
    }
  }

  @Nested
  class Removals {
    private final AccountRecord removed =
        applied(
            update(1, snapshot("5", LONG)),
            update(4, AccountChange.Parts.of(Samples.position("BTC", "0", "0"))));

    @Test
    void areRememberedSoThatOlderPartsDoNotComeBack() {
      AccountRecord after = applied(removed, update(3, AccountChange.Parts.of(LONG)));

      assertThat(after).isEqualTo(removed);
      assertThat(after.account("a").positions()).isEmpty();
    }

    @Test
    void yieldToNewerParts() {
      AccountRecord after = applied(removed, update(5, AccountChange.Parts.of(LONG)));

      assertThat(after.account("a").positions()).containsExactly(LONG);
    }

    @Test
    void areForgottenAtTheNextSnapshot() {
      assertThat(applied(removed, update(6, snapshot("5"))).positions()).isEmpty();
    }

    @Test
    void outlastAnOlderSnapshot() {
      AccountRecord after = applied(removed, update(2, snapshot("5", LONG, SHORT)));

      assertThat(after.account("a").positions()).containsExactly(SHORT);
    }
  }

  @Nested
  class Together {
    private final AccountChange.Parts fill =
        new AccountChange.Parts(new BigDecimal("9"), List.of(DEPOSIT), List.of(SHORT));

    @Test
    void severalElementsApplyAtOnce() {
      AccountRecord after = applied(update(1, snapshot("5", LONG)), update(2, fill));

      assertThat(after.account("a"))
          .isEqualTo(new Account("a", new BigDecimal("9"), List.of(DEPOSIT), List.of(LONG, SHORT)));
    }

    @Test
    void eachTakesWhatIsNewerThanItsOwnLast() {
      AccountRecord before =
          applied(update(1, snapshot("5", LONG)), update(7, cash("4")), update(3, fill));

      assertThat(before.account("a"))
          .isEqualTo(new Account("a", new BigDecimal("4"), List.of(DEPOSIT), List.of(LONG, SHORT)));
      assertThat(AccountLedger.apply(before, update(3, fill)).outcome())
          .isEqualTo(Outcome.DUPLICATE);
      assertThat(AccountLedger.apply(before, update(2, fill)).outcome()).isEqualTo(Outcome.STALE);
    }

    @Test
    void oneContradictionRefusesAllOfThem() {
      AccountRecord before = applied(update(1, snapshot("5", LONG)), update(3, cash("4")));

      AccountLedger.Result result = AccountLedger.apply(before, update(3, fill));

      assertThat(result.outcome()).isEqualTo(Outcome.CONFLICT);
      assertThat(result.account()).isSameAs(before);
    }
  }

  /** The state is the same in whatever order a snapshot, a closure and parts come. */
  @Nested
  class Closures {
    private static final long SEQUENCES = 4;

    private final List<AccountChange> changes =
        List.of(
            snapshot("5", LONG),
            new AccountChange.Closed(),
            new AccountChange.Parts(new BigDecimal("9"), List.of(DEPOSIT), List.of(SHORT)));

    @Test
    void applyInEveryOrderOfEverySequence() {
      for (long s = 1; s <= SEQUENCES; s++) {
        for (long c = 1; c <= SEQUENCES; c++) {
          for (long p = 1; p <= SEQUENCES; p++) {
            if (s != c && c != p && p != s) {
              assertSameInEveryOrder(
                  update(s, changes.get(0)), update(c, changes.get(1)), update(p, changes.get(2)));
            }
          }
        }
      }
    }

    private static void assertSameInEveryOrder(AccountUpdate a, AccountUpdate b, AccountUpdate c) {
      for (List<AccountUpdate> order :
          List.of(
              List.of(a, b, c),
              List.of(a, c, b),
              List.of(b, a, c),
              List.of(b, c, a),
              List.of(c, a, b),
              List.of(c, b, a))) {
        AccountRecord record = applied(order);
        assertThat(record.account("a")).as("%s", order).isEqualTo(NewestWord.of(order));
        assertThat(record.status()).as("%s", order).isEqualTo(NewestWord.status(order));
        assertThat(record).as("%s", order).isEqualTo(applied(a, b, c));
      }
    }

    @Test
    void leaveTheirTombstoneWhenNewerPartsAreGivenUp() {
      AccountRecord tombstone = applied(update(5, new AccountChange.Closed()));
      AccountRecord waiting = applied(tombstone, update(6, changes.get(2)));

      assertThat(waiting.withoutParts()).isEqualTo(tombstone);
      assertThat(applied(update(6, changes.get(2))).withoutParts()).isEqualTo(AccountRecord.EMPTY);
    }
  }

  @Nested
  class ManyRemovals {
    private static final int ROUNDS = 5_000;

    private static Position open(int i) {
      return Samples.position("I" + i, "1", "10");
    }

    private static AccountUpdate removal(long sequence, int i) {
      return update(sequence, AccountChange.Parts.of(Samples.position("I" + i, "0", "0")));
    }

    /** Opens and closes one contract after the other. */
    private static AccountRecord busy() {
      AccountRecord record = applied(update(0, snapshot("5", LONG)));
      for (int i = 0; i < ROUNDS; i++) {
        record =
            applied(
                record,
                update(2L * i + 1, AccountChange.Parts.of(open(i))),
                removal(2L * i + 2, i));
        assertThat(record.positions()).hasSizeLessThanOrEqualTo(AccountLedger.REMOVALS + 2);
      }
      return record;
    }

    @Test
    void areNotKeptWithoutEndAndBringNothingBack() {
      AccountRecord record = busy();

      for (int i = 0; i < ROUNDS; i++) {
        AccountUpdate late = update(2L * i + 1, AccountChange.Parts.of(open(i)));
        assertThat(AccountLedger.apply(record, late).outcome()).isEqualTo(Outcome.STALE);
      }
      assertThat(record.account("a").positions()).containsExactly(LONG);
    }

    @Test
    void keepTheNewerHalfSoThatOnlyWhatIsOlderIsDropped() {
      AccountRecord record = busy();
      long floor = record.removalFloor();

      assertThat(floor).isBetween(2L * (ROUNDS - AccountLedger.REMOVALS), 2L * ROUNDS - 128);
      assertThat(
              AccountLedger.apply(record, update(floor, AccountChange.Parts.of(SHORT))).outcome())
          .as("nobody knows whether the removal that is forgotten was of this one")
          .isEqualTo(Outcome.STALE);
      assertThat(
              applied(record, update(floor + 1, AccountChange.Parts.of(SHORT)))
                  .account("a")
                  .positions())
          .containsExactly(LONG, SHORT);
      assertThat(AccountLedger.apply(record, update(floor - 1, snapshot("5", SHORT))).outcome())
          .as("a snapshot from before a forgotten removal")
          .isEqualTo(Outcome.STALE);
    }

    @Test
    void doNotKeepAClosureFromClosing() {
      AccountRecord record = busy();

      AccountRecord closed =
          applied(record, update(record.removalFloor() - 1, new AccountChange.Closed()));

      assertThat(closed.account("a").positions()).isEmpty();
      assertThat(closed.status()).as("newer parts wait").isEqualTo(Status.PARTIAL_ONLY);
      assertThat(closed.removalFloor()).isEqualTo(record.removalFloor());
    }

    @Test
    void areForgottenByTheNextSnapshot() {
      AccountRecord after = applied(busy(), update(2L * ROUNDS + 1, snapshot("5", SHORT)));

      assertThat(after).isEqualTo(applied(update(2L * ROUNDS + 1, snapshot("5", SHORT))));
    }
  }

  @Nested
  class Limits {
    private static final int MOST = 2;

    private final AccountRecord full = applied(update(1, snapshot("5", LONG, SHORT)));

    private static Outcome outcome(AccountRecord record, AccountUpdate update) {
      AccountLedger.Result result = AccountLedger.apply(record, update, MOST);
      if (result.outcome() == Outcome.TOO_LARGE) {
        assertThat(result.account()).isSameAs(record);
      }
      return result.outcome();
    }

    @Test
    void refuseASnapshotThatIsTooLarge() {
      Position third = Samples.position("SOL", "1", "1");
      assertThat(outcome(AccountRecord.EMPTY, update(2, snapshot("5", LONG, SHORT))))
          .isEqualTo(Outcome.APPLIED);
      assertThat(outcome(full, update(2, snapshot("5", LONG, SHORT, third))))
          .isEqualTo(Outcome.TOO_LARGE);
    }

    @Test
    void refusePartsThatMakeTheAccountTooLarge() {
      assertThat(outcome(full, update(2, AccountChange.Parts.of(DEPOSIT))))
          .isEqualTo(Outcome.TOO_LARGE);
      assertThat(outcome(full, update(2, cash("1")))).isEqualTo(Outcome.APPLIED);
      AccountChange swap =
          new AccountChange.Parts(
              null, List.of(DEPOSIT), List.of(Samples.position("BTC", "0", "0")));
      assertThat(outcome(full, update(2, swap))).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void leaveTheWayDownOpen() {
      AccountRecord larger = applied(full, update(2, AccountChange.Parts.of(DEPOSIT)));
      AccountRecord evenLarger =
          applied(larger, update(3, AccountChange.Parts.of(Samples.position("SOL", "1", "1"))));

      assertThat(
              outcome(
                  evenLarger, update(4, AccountChange.Parts.of(Samples.position("SOL", "0", "0")))))
          .isEqualTo(Outcome.APPLIED);
      assertThat(outcome(evenLarger, update(1, new AccountChange.Closed())))
          .isEqualTo(Outcome.CONFLICT);
      assertThat(
              outcome(
                  applied(
                      update(2, AccountChange.Parts.of(DEPOSIT)),
                      update(3, AccountChange.Parts.of(LONG)),
                      update(4, AccountChange.Parts.of(SHORT))),
                  update(1, new AccountChange.Closed())))
          .as("a closure closes, however much came before it")
          .isEqualTo(Outcome.APPLIED);
    }
  }

  public static AccountUpdate update(long sequence, AccountChange change) {
    return new AccountUpdate("a", sequence, sequence * 1000, change, Origin.NONE);
  }

  private static AccountChange cash(String cash) {
    return AccountChange.Parts.of(new BigDecimal(cash));
  }

  private static AccountChange snapshot(String cash, Position... positions) {
    return new AccountChange.Snapshot(new BigDecimal(cash), List.of(), Arrays.asList(positions));
  }

  private static AccountRecord applied(List<AccountUpdate> updates) {
    return applied(AccountRecord.EMPTY, updates.toArray(AccountUpdate[]::new));
  }

  private static AccountRecord applied(AccountUpdate... updates) {
    return applied(AccountRecord.EMPTY, updates);
  }

  private static AccountRecord applied(AccountRecord start, AccountUpdate... updates) {
    AccountRecord record = start;
    for (AccountUpdate update : updates) {
      record = AccountLedger.apply(record, update).account();
    }
    return record;
  }
}
