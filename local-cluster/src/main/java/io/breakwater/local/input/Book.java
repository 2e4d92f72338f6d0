package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.judge.Judgement;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Factors, instruments, policy, prices and accounts at one moment, in the order of the file. */
public final class Book implements Market {

  /**
   * An account with its place, so that whoever cannot use it later can say which one.
   *
   * @param account what it holds
   * @param line where it begins in the book, counted from 1
   */
  public record Entry(Account account, long line) {}

  /**
   * The value of an observed factor in the book.
   *
   * @param value in the factor's unit, above 0, rounded to the factor's scale
   * @param line where it stands in the book, counted from 1
   */
  public record Price(String factor, BigDecimal value, long line) {}

  /**
   * A factor's parameters in the book.
   *
   * @param line where they begin in the book, counted from 1
   */
  public record Factor(RiskFactorParameters parameters, long line) {}

  /**
   * An instrument's parameters in the book.
   *
   * @param line where they begin in the book, counted from 1
   */
  public record Instrument(InstrumentParameters parameters, long line) {}

  private final String name;
  private final List<Factor> factors;
  private final Map<String, Instrument> instruments;
  private final RiskPolicy policy;
  private final List<Price> prices;
  private final BookValues values;
  private final List<Entry> accounts;

  Book(
      String name,
      Collection<Factor> factors,
      Map<String, Instrument> instruments,
      RiskPolicy policy,
      Collection<Price> prices,
      BookValues values,
      List<Entry> accounts) {
    this.name = name;
    this.factors = List.copyOf(factors);
    this.values = values;
    this.instruments = Collections.unmodifiableMap(new LinkedHashMap<>(instruments));
    this.policy = policy;
    this.prices = List.copyOf(prices);
    this.accounts = List.copyOf(accounts);
  }

  /**
   * Reads a book, plain, gzip, or zip of one file.
   *
   * @throws InputException when it cannot be read, or says what cannot be true
   */
  public static Book read(Path file) {
    return BookReader.read(file);
  }

  /** The file, as it was given. */
  public String name() {
    return name;
  }

  public List<Factor> factors() {
    return factors;
  }

  public Collection<Instrument> instruments() {
    return instruments.values();
  }

  /** What of the parameters is allowed and yet hardly meant, in sentences. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Instrument instrument : instruments.values()) {
      ParameterWarnings.of(instrument.parameters())
          .forEach(w -> warnings.add("%s, line %d: %s".formatted(name, instrument.line(), w)));
    }
    return warnings;
  }

  public List<Price> prices() {
    return prices;
  }

  public List<Entry> accounts() {
    return accounts;
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    Instrument found = instruments.get(instrument);
    return found == null ? null : found.parameters();
  }

  @Override
  public BigDecimal value(String factor) {
    return values.value(factor);
  }

  /** What the judge says of a factor's price; null of one that is not judged, or has none. */
  public Judgement judgement(String factor) {
    return values.judgement(factor);
  }

  @Override
  public Product product(String factor) {
    return values.product(factor);
  }

  @Override
  public RiskPolicy policy() {
    return policy;
  }
}
