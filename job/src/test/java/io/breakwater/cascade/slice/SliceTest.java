package io.breakwater.cascade.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.account.AccountFigures;
import io.breakwater.cascade.account.RandomTerms;
import io.breakwater.cascade.account.RowFigures;
import io.breakwater.cascade.account.Scanned;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Slices are the sums of their accounts, in whatever order and parts these were added. */
class SliceTest {
  private static final int BOOKS = 40;
  private static final int ACCOUNTS = 60;

  /** Accounts of one market and how they are scanned. */
  private static final class Book {
    final SplittableRandom random;
    final FixedMarket market;
    final Scanned scanned;
    final List<Account> accounts = new ArrayList<>();
    final List<Level> levels = new ArrayList<>();
    final Map<Integer, String> ids = new HashMap<>();
    private int named;

    Book(long seed) {
      random = new SplittableRandom(seed);
      RandomTerms terms = new RandomTerms(random);
      market = terms.withIncentives(new RandomMarkets(random).upTo(4));
      scanned = new Scanned(market, terms.terms(market));
      RandomAccounts made = new RandomAccounts(random);
      for (int i = 0; i < ACCOUNTS; i++) {
        Account account = made.in(market, "account-" + i);
        accounts.add(account);
        levels.add(ReferenceEvaluator.level(account, made.level(), market));
      }
    }

    AccountFigures figures(int i) {
      Level level = levels.get(i);
      long since = level.isTriggered() ? 1_000 + i : Standing.NEVER;
      long held = level.isTriggered() && i % 3 == 0 ? 2_000 + i : Standing.NEVER;
      ids.put(named++, accounts.get(i).id());
      return scanned.look(accounts.get(i), level, Level.better(level, Level.WARNING), since, held);
    }

    void add(Slice slice, int i) {
      AccountFigures figures = figures(i);
      if (figures != null) {
        slice.add(figures, scanned.moment(), ids::get);
      }
    }

    /** All accounts, in an order and in as many parts, which are merged in an order. */
    Slice spread(long seed, int parts, boolean written) throws IOException {
      Random order = new Random(seed);
      List<Integer> slots = new ArrayList<>();
      List<Slice> slices = new ArrayList<>();
      for (int i = 0; i < ACCOUNTS; i++) {
        slots.add(i);
      }
      for (int i = 0; i < parts; i++) {
        slices.add(new Slice());
      }
      Collections.shuffle(slots, order);
      for (int i : slots) {
        add(slices.get(order.nextInt(parts)), i);
      }
      slices.get(order.nextInt(parts)).addPending();
      Collections.shuffle(slices, order);
      Slice all = new Slice();
      for (Slice slice : slices) {
        all.merge(written ? read(bytes(slice)) : slice);
      }
      return all;
    }
  }

  private static byte[] bytes(Slice slice) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    slice.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Slice read(byte[] bytes) throws IOException {
    return Slice.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void howeverAccountsAreSpreadTheBytesAreTheSame() throws IOException {
    for (int seed = 0; seed < BOOKS; seed++) {
      Book book = new Book(seed);
      byte[] inOnePart = bytes(book.spread(1, 1, false));
      assertThat(bytes(book.spread(2, 3, false))).as("seed %s", seed).isEqualTo(inOnePart);
      assertThat(bytes(book.spread(3, 7, true))).as("seed %s", seed).isEqualTo(inOnePart);
    }
  }

  @Test
  void oneAccountMoreMakesOtherBytes() throws IOException {
    Book book = new Book(3);
    Slice slice = book.spread(1, 1, false);
    byte[] before = bytes(slice);
    for (int i = 0; i < ACCOUNTS; i++) {
      if (book.figures(i) != null) {
        book.add(slice, i);
        break;
      }
    }
    assertThat(bytes(slice)).isNotEqualTo(before);
  }

  @Test
  void sumsAreThoseOfTheAccountsEachOnceInEveryRow() throws IOException {
    int asserted = 0;
    for (int seed = 0; seed < BOOKS; seed++) {
      Book book = new Book(seed);
      Slice slice = book.spread(seed, 2, false);
      Map<Integer, Plain> rows = new HashMap<>();
      Plain whole = new Plain();
      for (int i = 0; i < ACCOUNTS; i++) {
        AccountFigures figures = book.figures(i);
        if (figures != null) {
          whole.add(figures, figures.positions(), figures.longs());
          for (int r = 0; r < figures.rowCount(); r++) {
            RowFigures row = figures.row(r);
            Plain plain = rows.computeIfAbsent(row.row(), factor -> new Plain());
            plain.add(figures, row.positions(), row.longs());
            plain.addNear(figures, row, book.scanned.moment().value(row.row()));
          }
        }
      }
      whole.assertSumsOf(slice.whole());
      assertThat(slice.rows()).containsExactlyInAnyOrder(keys(rows));
      for (Map.Entry<Integer, Plain> row : rows.entrySet()) {
        asserted += row.getValue().assertSumsOf(slice.row(row.getKey())) ? 1 : 0;
      }
    }
    assertThat(asserted).isGreaterThan(BOOKS / 2);
  }

  private static int[] keys(Map<Integer, Plain> rows) {
    return rows.keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Some of the sums, one account after the other, in decimals. */
  private static final class Plain {
    private BigDecimal latent = BigDecimal.ZERO;
    private BigDecimal longs = BigDecimal.ZERO;
    private BigDecimal backlog = BigDecimal.ZERO;
    private long backlogAccounts;
    private long heldAccounts;
    private long oldest = Long.MAX_VALUE;
    private final List<BigDecimal> near = new ArrayList<>();

    private static BigDecimal money(double value) {
      return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN);
    }

    void add(AccountFigures account, double positions, double ofLongs) {
      latent = latent.add(money(Math.max(0, -account.equity())));
      if (!account.hasSomethingToClose()) {
        return;
      }
      longs = longs.add(money(ofLongs));
      heldAccounts += account.isHeld() ? 1 : 0;
      if (account.isBelow()) {
        backlog = backlog.add(money(positions));
        backlogAccounts++;
        oldest = Math.min(oldest, account.belowSince());
      }
    }

    void addNear(AccountFigures account, RowFigures row, double mark) {
      RowFigures.OnSide down = row.on(Side.DOWN);
      if (down.closes() && (account.isBelow() || down.isNear())) {
        near.add(new BigDecimal(down.closing().size * mark).setScale(2, RoundingMode.HALF_EVEN));
      }
    }

    /** Whether all was counted, and is asserted. */
    boolean assertSumsOf(RowSums sums) {
      if (sums.isTooLarge()) {
        return false;
      }
      assertThat(sums.badDebt().sum(RowSums.LATENT)).isEqualByComparingTo(latent);
      assertThat(sums.leverage().sum(RowSums.LONGS)).isEqualByComparingTo(longs);
      assertThat(
              sums.above()
                  .sums()
                  .sum(BacklogSums.NOTIONAL)
                  .add(sums.below().sums().sum(BacklogSums.NOTIONAL)))
          .isEqualByComparingTo(backlog);
      assertThat(sums.above().sums().accounts() + sums.below().sums().accounts())
          .isEqualTo(backlogAccounts);
      assertThat(Math.min(sums.above().oldest(), sums.below().oldest())).isEqualTo(oldest);
      assertThat(sums.held().notional().accounts()).isEqualTo(heldAccounts);
      near.sort(Comparator.reverseOrder());
      BigDecimal squares =
          near.stream().map(each -> each.multiply(each)).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sums.near(Side.DOWN).squares().movePointLeft(4)).isEqualByComparingTo(squares);
      assertThat(sums.near(Side.DOWN).largest(5).movePointLeft(2))
          .isEqualByComparingTo(near.stream().limit(5).reduce(BigDecimal.ZERO, BigDecimal::add));
      return true;
    }
  }
}
