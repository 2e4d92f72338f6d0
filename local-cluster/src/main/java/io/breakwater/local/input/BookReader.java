package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.local.input.HoldingsJson.Holding;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one book. Its sections may come in any order, so what one says of another is checked once
 * all are read.
 */
final class BookReader {
  private static final List<String> SECTIONS =
      List.of("instruments", "policy", "prices", "accounts");
  private static final List<String> ACCOUNT_FIELDS = List.of("id", "cash", "balances", "positions");

  private final JsonCursor json;
  private final Map<String, Book.Instrument> instruments = new LinkedHashMap<>();
  private final Map<String, Book.Price> prices = new LinkedHashMap<>();
  private final List<Book.Entry> accounts = new ArrayList<>();
  private final List<Holding> holdings = new ArrayList<>();
  private final Set<String> accountIds = new HashSet<>();
  private RiskPolicy policy = new RiskPolicy("default", 0, PolicyTerms.DEFAULT, List.of());

  private BookReader(JsonCursor json) {
    this.json = json;
  }

  static Book read(Path file) {
    try (JsonCursor json = JsonCursor.over(InputFile.open(file), file.toString())) {
      return new BookReader(json).read();
    }
  }

  private Book read() {
    json.object(this::readSection);
    json.end();
    prices.replaceAll((instrument, price) -> rounded(price));
    holdings.forEach(this::check);
    return new Book(json.file(), instruments, policy, prices, accounts);
  }

  private void readSection(String name) {
    switch (name) {
      case "instruments" -> json.array(this::readInstrument);
      case "policy" -> policy = ParametersJson.policy(json).value();
      case "prices" -> json.object(this::readPrice);
      case "accounts" -> json.array(this::readAccount);
      default -> throw json.unknownField(SECTIONS, AbsentRules.OF_BOOK);
    }
  }

  private void readInstrument() {
    long line = json.line();
    InstrumentParameters parameters = ParametersJson.instrument(json).value();
    Book.Instrument instrument = new Book.Instrument(parameters, line);
    if (instruments.putIfAbsent(parameters.id(), instrument) != null) {
      throw json.contradiction(
          line, "is a second instrument " + parameters.id() + ": give each id once.");
    }
  }

  private void readPrice(String instrument) {
    prices.put(instrument, new Book.Price(instrument, json.decimal(), json.line()));
  }

  private void readAccount() {
    long line = json.line();
    AccountFields fields = new AccountFields();
    json.object(name -> fields.read(name, json));
    if (fields.id == null) {
      throw json.missing(line, "id");
    }
    if (!accountIds.add(fields.id)) {
      throw json.contradiction(line, "is a second account " + fields.id + ": give each id once.");
    }
    fields.held.requireEntryPrices(fields.id, json);
    accounts.add(new Book.Entry(json.checked(line, fields::toAccount), line));
    holdings.addAll(fields.held.holdings());
  }

  private Book.Price rounded(Book.Price price) {
    Book.Instrument instrument = instruments.get(price.instrument());
    if (instrument == null) {
      throw refused(
          price.line(),
          "prices name "
              + price.instrument()
              + ", which is not among the instruments: add it there.");
    }
    if (price.value().signum() <= 0) {
      throw InputException.at(
          json.file(),
          price.line(),
          Refusal.NON_POSITIVE_PRICE,
          "the price of "
              + price.instrument()
              + " is "
              + price.value().toPlainString()
              + ": it must be above 0.");
    }
    return json.checked(price.line(), () -> inItsScale(price, instrument.parameters()));
  }

  private static Book.Price inItsScale(Book.Price price, InstrumentParameters parameters) {
    int scale =
        parameters.statesPriceScale() ? parameters.priceScale() : PriceScale.setBy(price.value());
    long units = PriceScale.units(price.value(), scale, price.instrument());
    return new Book.Price(price.instrument(), BigDecimal.valueOf(units, scale), price.line());
  }

  private void check(Holding holding) {
    Book.Instrument instrument = instruments.get(holding.instrument());
    if (instrument == null) {
      return;
    }
    InstrumentKind kind = instrument.parameters().kind();
    if (holding.isBalance() && !kind.isAsset()) {
      throw refused(
          holding.line(),
          "a balance in " + holding.instrument() + ", which is no ASSET: write it as a position.");
    }
    if (!holding.isBalance() && kind.isAsset()) {
      throw refused(
          holding.line(),
          "a position in " + holding.instrument() + ", which is an ASSET: write it as a balance.");
    }
    if (kind == InstrumentKind.INVERSE_PERPETUAL && holding.entersAtZero()) {
      throw refused(
          holding.line(),
          "a position in "
              + holding.instrument()
              + " with entryPrice 0: an inverse contract's profit divides by it; give the price of"
              + " entry.");
    }
  }

  private InputException refused(long line, String sentence) {
    return InputException.at(json.file(), line, Refusal.CONTRADICTION, sentence);
  }

  private static final class AccountFields {
    private final HoldingsJson held = new HoldingsJson();
    private String id;

    void read(String name, JsonCursor json) {
      switch (name) {
        case "id" -> id = json.text();
        case "cash", "balances", "positions" -> held.read(name, json);
        default -> throw json.unknownField(ACCOUNT_FIELDS);
      }
    }

    Account toAccount() {
      return new Account(id, held.cash(), held.balances(), held.positions());
    }
  }
}
