package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.local.input.HoldingsJson.Holding;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.value.Refusal;
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
      List.of("factors", "instruments", "policy", "prices", "accounts");
  private static final List<String> ACCOUNT_FIELDS = List.of("id", "cash", "balances", "positions");

  private final JsonCursor json;
  private final Map<String, Book.Factor> factors = new LinkedHashMap<>();
  private final Map<String, Book.Instrument> instruments = new LinkedHashMap<>();
  private final Map<String, Book.Price> prices = new LinkedHashMap<>();
  private final List<Book.Entry> accounts = new ArrayList<>();
  private final List<Holding> holdings = new ArrayList<>();
  private final Set<String> accountIds = new HashSet<>();
  private RiskPolicy policy = new RiskPolicy("default", 0, PolicyTerms.DEFAULT, List.of());
  private long policyLine = 1;

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
    BookValues values = new BookValues(json.file(), factors.values(), instruments.values());
    values.requireAgreement(policy, policyLine);
    prices.replaceAll((factor, price) -> values.accept(price));
    holdings.forEach(this::check);
    return new Book(
        json.file(), factors.values(), instruments, policy, prices.values(), values, accounts);
  }

  private void readSection(String name) {
    switch (name) {
      case "factors" -> json.array(this::readFactor);
      case "instruments" -> json.array(this::readInstrument);
      case "policy" -> readPolicy();
      case "prices" -> json.object(this::readPrice);
      case "accounts" -> json.array(this::readAccount);
      default -> throw json.unknownField(SECTIONS);
    }
  }

  private void readFactor() {
    long line = json.line();
    RiskFactorParameters parameters = ParametersJson.factor(json).value();
    if (factors.putIfAbsent(parameters.id(), new Book.Factor(parameters, line)) != null) {
      throw json.contradiction(
          line, "is a second factor " + parameters.id() + ": give each id once.");
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

  private void readPolicy() {
    policyLine = json.line();
    policy = ParametersJson.policy(json).value();
  }

  private void readPrice(String factor) {
    prices.put(factor, new Book.Price(factor, json.decimal(), json.line()));
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
