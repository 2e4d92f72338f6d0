package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A book and the files that go on from it: all events of a replay in their order.
 *
 * <p>The book happens one millisecond before the first tick of the price files: factors,
 * instruments, policy, accounts, then its prices, each as a tick, of a judged factor one of each of
 * its sources. Ticks are numbered from 1 over the book's prices and those of the files; the number
 * is their sequence. A price of the book that no file quotes lasts: the terms of its factor are
 * given with the longest ages. Every reading gives the same events.
 */
public final class Recording {
  /** Sequence of the book's accounts: below any that a feed can have. */
  public static final long BOOK_SEQUENCE = -1;

  private static final long FIRST_TICK = 1;
  private static final long MICROS_PER_MILLI = 1000;
  private static final byte[] NO_BYTES = {};

  /** The source of a price of a factor that is not judged. */
  private static final List<String> UNNAMED = List.of("");

  /** How many factors a sentence names. */
  private static final int EXAMPLES = 3;

  /**
   * The files of a recording.
   *
   * @param accounts account feed, or null
   * @param parameters parameter file, or null
   * @param prices at least one price file
   * @param depth depth file, or null
   * @param fund fund file, or null
   */
  public record Sources(
      Path book, Path accounts, Path parameters, List<PriceSource> prices, Path depth, Path fund) {}

  /**
   * Values of the price files that are of no factor.
   *
   * @param symbol what they are named after
   * @param values how many there are
   */
  public record UnknownSymbol(String symbol, long values) {}

  private final Book book;
  private final String bookName;
  private final Path accounts;
  private final boolean accountsOrdered;
  private final TimedFile<DepthUpdate> depth;
  private final TimedFile<FundUpdate> funds;
  private final List<PriceFile<?>> prices;
  private final ParameterFeed parameters;
  private final List<FactorUpdate> factors;
  private final JudgedFactors judged;
  private final List<OraclePrice> bookPrices;
  private final NamedFactors named;
  private final long bookMicros;
  private final long lastMicros;

  private Recording(Sources sources) {
    this.book = Book.read(sources.book());
    this.bookName = String.valueOf(sources.book().getFileName());
    this.accounts = sources.accounts();
    this.accountsOrdered = accounts == null || AccountFeed.isOrdered(accounts);
    this.depth = TimedFile.of(sources.depth(), DepthLine.KIND);
    this.funds = TimedFile.of(sources.fund(), FundLine.KIND);
    this.prices = new ArrayList<>();
    sources.prices().forEach(source -> prices.add(PriceFile.scan(source)));
    this.bookMicros = firstTickMicros(sources) - MICROS_PER_MILLI;
    this.parameters =
        sources.parameters() == null
            ? ParameterFeed.none(book)
            : ParameterFeed.read(sources.parameters(), book, bookMicros);
    this.factors = lasting(statedFactors());
    this.judged = JudgedFactors.of(factors);
    prices.forEach(file -> file.attribute(judged));
    this.bookPrices = valuesOfBook();
    this.named = NamedFactors.of(factors, allInstruments());
    requireUsable();
    this.lastMicros =
        Math.max(
            Math.max(lastTickMicros(), parameters.lastMicros()),
            accounts == null ? bookMicros : lastUpdate());
  }

  /**
   * Reads the book, and the other files through once.
   *
   * @throws InputException when one cannot be used, or the price files hold no tick of any observed
   *     factor
   */
  public static Recording open(Sources sources) {
    return new Recording(sources);
  }

  private long firstTickMicros(Sources sources) {
    if (prices.stream().allMatch(file -> file.quoted().isEmpty())) {
      throw firstRejected()
          .orElseGet(
              () ->
                  InputException.of(
                      String.join(
                          ", ", sources.prices().stream().map(s -> s.path().toString()).toList()),
                      "holds no price: a replay needs at least one tick."));
    }
    return prices.stream().mapToLong(PriceFile::firstMicros).min().getAsLong();
  }

  private Optional<InputException> firstRejected() {
    return prices.stream()
        .filter(file -> file.firstRejected() != null)
        .findFirst()
        .map(file -> unusable(file, file.firstRejected()));
  }

  private static InputException unusable(PriceFile<?> file, RejectedRecord first) {
    return InputException.at(
        file.path().toString(),
        first.origin().offset(),
        first.reason(),
        first.message() + " No line of the price files can be used.");
  }

  /** The terms of all factors, by which prices of the book last that no file quotes. */
  private List<FactorUpdate> lasting(List<FactorUpdate> stated) {
    Set<String> unquoted = new HashSet<>();
    book.prices().forEach(price -> unquoted.add(price.factor()));
    prices.forEach(file -> unquoted.removeAll(file.quoted().keySet()));
    return stated.stream()
        .map(
            update ->
                unquoted.contains(update.parameters().id()) ? LastingTerms.of(update) : update)
        .toList();
  }

  private List<FactorUpdate> statedFactors() {
    return Stream.concat(
            book.factors().stream()
                .map(f -> new FactorUpdate(f.parameters(), bookMicros, bookLine(f.line()))),
            parameters.factors().stream())
        .toList();
  }

  /** Refuses price files of which the job could use no value. */
  private void requireUsable() {
    Set<String> known = named.observed();
    if (prices.stream().anyMatch(file -> !Collections.disjoint(file.quoted().keySet(), known))) {
      return;
    }
    prices.stream()
        .filter(file -> file.firstUnattributed() != null)
        .findFirst()
        .ifPresent(
            file -> {
              throw unusable(file, file.firstUnattributed());
            });
    PriceFile<?> file =
        prices.stream().filter(f -> !f.quoted().isEmpty()).findFirst().orElseThrow();
    Map.Entry<String, PriceFile.Quoted> first = file.quoted().entrySet().iterator().next();
    throw InputException.at(
        file.path().toString(),
        first.getValue().line(),
        Refusal.UNKNOWN_INSTRUMENT,
        "no instrument's price has the symbol '%s', and so it is with all lines of the price files: %s."
            .formatted(first.getKey(), remedy(known)));
  }

  private static String remedy(Set<String> known) {
    return known.isEmpty()
        ? "the book has no instruments; add them"
        : "name them as the book does, like "
            + String.join(", ", known.stream().sorted().limit(EXAMPLES).toList());
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
    return prices.stream().mapToLong(PriceFile::lastMicros).max().getAsLong();
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

  /** Observed factors of which a value comes, from the book or the price files. */
  public Set<String> pricedFactors() {
    Set<String> priced = new HashSet<>();
    book.prices().forEach(price -> priced.add(price.factor()));
    prices.forEach(file -> priced.addAll(file.quoted().keySet()));
    priced.retainAll(named.observed());
    return priced;
  }

  /**
   * The shortest maximum age of any source by any terms, microseconds; the largest long where
   * nothing is judged.
   */
  public long shortestAge() {
    return judged.shortestAge();
  }

  /** Which factors the records name, and what derives from what. */
  public NamedFactors namedFactors() {
    return named;
  }

  /** The book's factors, in its order. */
  public List<FactorUpdate> factors() {
    return factors.subList(0, book.factors().size());
  }

  /** The book's factors, then those of the parameter file by time and line. */
  public List<FactorUpdate> allFactors() {
    return factors;
  }

  /** The book's instruments, in its order. */
  public List<InstrumentUpdate> instruments() {
    return book.instruments().stream()
        .map(i -> new InstrumentUpdate(i.parameters(), bookMicros, bookLine(i.line())))
        .toList();
  }

  /** The book's instruments, then those of the parameter file by time and line. */
  public List<InstrumentUpdate> allInstruments() {
    return Stream.concat(instruments().stream(), parameters.instruments().stream()).toList();
  }

  /** The book's policy. */
  public PolicyUpdate policy() {
    return new PolicyUpdate(book.policy(), bookMicros, bookLine(1));
  }

  /** The book's policy, then those of the parameter file by time and line. */
  public List<PolicyUpdate> allPolicies() {
    return Stream.concat(Stream.of(policy()), parameters.policies().stream()).toList();
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

  /**
   * The book's prices, in its order, numbered from 1: of a judged factor a value of each of its
   * sources, in the order of its terms.
   */
  public List<OraclePrice> bookPrices() {
    return bookPrices;
  }

  private List<OraclePrice> valuesOfBook() {
    List<OraclePrice> ticks = new ArrayList<>();
    for (Book.Price price : book.prices()) {
      List<String> sources = judged.sources(price.factor(), bookMicros);
      for (String source : sources.isEmpty() ? UNNAMED : sources) {
        ticks.add(bookPrice(price, source, FIRST_TICK + ticks.size()));
      }
    }
    return Collections.unmodifiableList(ticks);
  }

  private OraclePrice bookPrice(Book.Price price, String source, long sequence) {
    return new OraclePrice(
        price.factor(),
        null,
        source,
        price.value(),
        null,
        bookMicros,
        sequence,
        bookLine(price.line()));
  }

  private Origin bookLine(long line) {
    return new Origin(bookName, 0, line, NO_BYTES);
  }

  /** The ticks of the price files, numbered on from the book's. To be closed by the caller. */
  public PriceTape ticks() {
    return new PriceTape(prices, FIRST_TICK + bookPrices.size());
  }

  /** Whether there is an account feed. */
  public boolean hasAccountFeed() {
    return accounts != null;
  }

  /** The updates of the account feed. To be closed by the caller. */
  public AccountFeed accountFeed() {
    return AccountFeed.open(accounts, accountsOrdered);
  }

  /** What the depth file says; nothing where there is none. To be closed by the caller. */
  public OrderedLines<DepthUpdate> depth() {
    return depth.open();
  }

  /** What the fund file says; nothing where there is none. To be closed by the caller. */
  public OrderedLines<FundUpdate> funds() {
    return funds.open();
  }

  /** Ticks of the book and of the price files together. */
  public long tickCount() {
    return bookPrices.size() + prices.stream().mapToLong(PriceFile::tickCount).sum();
  }

  /** What the tape of ticks gives, and the book's prices: ticks, and lines that are rejected. */
  public long priceRecordCount() {
    return tickCount() + prices.stream().mapToLong(PriceFile::rejectedCount).sum();
  }

  /** Symbols of the price files that no factor has, in the order of first lines. */
  public List<UnknownSymbol> unknownSymbols() {
    Map<String, Long> unknown = new LinkedHashMap<>();
    for (PriceFile<?> file : prices) {
      file.quoted()
          .forEach(
              (symbol, quoted) -> {
                if (!named.has(symbol)) {
                  unknown.merge(symbol, quoted.ticks(), Long::sum);
                }
              });
    }
    return unknown.entrySet().stream()
        .map(entry -> new UnknownSymbol(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What of book and parameter file is allowed and yet hardly meant, in sentences. */
  public List<String> warnings() {
    return Stream.concat(book.warnings().stream(), parameters.warnings().stream()).toList();
  }

  /** Lines of the parameter file that cannot be used. */
  public List<RejectedRecord> rejectedLines() {
    return List.copyOf(parameters.rejected());
  }
}
