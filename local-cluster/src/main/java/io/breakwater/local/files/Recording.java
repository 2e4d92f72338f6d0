package io.breakwater.local.files;

import io.breakwater.local.InputException;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.AccountChange;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Origin;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.Inbound;
import io.breakwater.stream.InstrumentUpdate;
import io.breakwater.stream.PolicyUpdate;
import io.breakwater.stream.RejectedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A book and the files that go on from it: all events of a replay in their order.
 *
 * <p>The book happens one millisecond before the first tick of the price files: instruments,
 * policy, accounts, then its prices, each as a tick. Ticks are numbered from 1 over the book's
 * prices and those of the files; the number is their sequence. Every reading gives the same events.
 */
public final class Recording {
  /** Sequence of the book's accounts: below any that a feed can have. */
  public static final long BOOK_SEQUENCE = -1;

  private static final long FIRST_TICK = 1;
  private static final long MICROS_PER_MILLI = 1000;
  private static final byte[] NO_BYTES = {};

  /**
   * The files of a recording.
   *
   * @param accounts account feed, or null
   * @param prices at least one price file
   * @param depth depth file, or null
   * @param fund fund file, or null
   */
  public record Sources(Path book, Path accounts, List<Path> prices, Path depth, Path fund) {}

  private final Book book;
  private final String bookName;
  private final Path accounts;
  private final boolean accountsOrdered;
  private final List<PriceFile<?>> prices;
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private final long bookMicros;
  private final long lastMicros;

  private Recording(Sources sources) {
    this.book = Book.read(sources.book());
    this.bookName = String.valueOf(sources.book().getFileName());
    this.accounts = sources.accounts();
    this.accountsOrdered = accounts == null || AccountFeed.isOrdered(accounts);
    this.prices = new ArrayList<>();
    sources.prices().forEach(path -> prices.add(PriceFile.scan(path)));
    this.bookMicros = (firstTickMillis(sources) - 1) * MICROS_PER_MILLI;
    this.lastMicros = Math.max(lastTickMicros(), accounts == null ? bookMicros : lastUpdate());
    check(sources.depth(), DepthLine::read);
    check(sources.fund(), FundLine::read);
  }

  /**
   * Reads the book, and the other files through once.
   *
   * @throws InputException when one cannot be used, or the price files hold no tick
   */
  public static Recording open(Sources sources) {
    return new Recording(sources);
  }

  private long firstTickMillis(Sources sources) {
    if (tickCount() == book.prices().size()) {
      throw InputException.of(
          String.valueOf(sources.prices()), "holds no price: a replay needs at least one tick.");
    }
    return prices.stream().mapToLong(PriceFile::firstMillis).min().getAsLong();
  }

  private <T> void check(Path path, BiFunction<JsonCursor, Line, T> parser) {
    if (path == null) {
      return;
    }
    try (JsonLines<T> lines = new JsonLines<>(path, parser)) {
      for (Inbound<T> next = lines.next(); next != null; next = lines.next()) {
        if (next.rejected() != null) {
          rejected.add(next.rejected());
        }
      }
    }
  }

  public Book book() {
    return book;
  }

  /** When the book happens, microseconds since the epoch. */
  public long bookTime() {
    return bookMicros;
  }

  /** When the last event happens, of the book or of any file, microseconds since the epoch. */
  public long lastTime() {
    return lastMicros;
  }

  private long lastTickMicros() {
    long millis = prices.stream().mapToLong(PriceFile::lastMillis).max().getAsLong();
    return millis * MICROS_PER_MILLI;
  }

  private long lastUpdate() {
    long last = bookMicros;
    try (AccountFeed feed = AccountFeed.open(accounts, true)) {
      while (feed.hasNext()) {
        Inbound<AccountUpdate> update = feed.next();
        last = update.value() == null ? last : Math.max(last, update.value().time());
      }
    }
    return last;
  }

  /** Instruments of which a price comes, from the book or the price files. */
  public Set<String> pricedInstruments() {
    Set<String> priced = new HashSet<>();
    book.prices().forEach(price -> priced.add(price.instrument()));
    prices.forEach(file -> priced.addAll(file.instruments()));
    return priced;
  }

  /** The book's instruments, in its order. */
  public List<InstrumentUpdate> instruments() {
    return book.instruments().stream()
        .map(i -> new InstrumentUpdate(i.parameters(), bookMicros, bookLine(i.line())))
        .toList();
  }

  /** The book's policy. */
  public PolicyUpdate policy() {
    return new PolicyUpdate(book.policy(), bookMicros, bookLine(1));
  }

  /** The book's accounts, in its order. */
  public List<AccountUpdate> bookAccounts() {
    return book.accounts().stream().map(this::toUpdate).toList();
  }

  private AccountUpdate toUpdate(Book.Entry entry) {
    AccountChange whole =
        new AccountChange.Snapshot(
            entry.account().cash(), entry.account().balances(), entry.account().positions());
    return new AccountUpdate(
        entry.account().id(), BOOK_SEQUENCE, bookMicros, whole, bookLine(entry.line()));
  }

  /** The book's prices, in its order, numbered from 1. */
  public List<OraclePrice> bookPrices() {
    List<OraclePrice> ticks = new ArrayList<>();
    for (Book.Price price : book.prices()) {
      long sequence = FIRST_TICK + ticks.size();
      ticks.add(
          new OraclePrice(
              price.instrument(),
              "",
              price.value(),
              null,
              bookMicros,
              sequence,
              bookLine(price.line())));
    }
    return ticks;
  }

  private Origin bookLine(long line) {
    return new Origin(bookName, 0, line, NO_BYTES);
  }

  /** The ticks of the price files, numbered on from the book's. To be closed by the caller. */
  public PriceTape ticks() {
    return new PriceTape(prices, FIRST_TICK + book.prices().size());
  }

  /** Whether there is an account feed. */
  public boolean hasAccountFeed() {
    return accounts != null;
  }

  /** The updates of the account feed. To be closed by the caller. */
  public AccountFeed accountFeed() {
    return AccountFeed.open(accounts, accountsOrdered);
  }

  /** Ticks of the book and of the price files together. */
  public long tickCount() {
    return book.prices().size() + prices.stream().mapToLong(PriceFile::tickCount).sum();
  }

  /** Instruments of the book that no price file quotes: their book price stays fresh throughout. */
  public Set<String> fixedInstruments() {
    Set<String> fixed = new HashSet<>();
    book.instruments().forEach(instrument -> fixed.add(instrument.parameters().id()));
    prices.forEach(file -> fixed.removeAll(file.instruments()));
    return fixed;
  }

  /** Malformed lines of the depth and fund files. */
  public List<RejectedRecord> rejectedLines() {
    return List.copyOf(rejected);
  }
}
