package io.breakwater.stream;

import io.breakwater.margin.Account;
import io.breakwater.margin.AccountChange;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Balance;
import io.breakwater.margin.BalanceSide;
import io.breakwater.margin.FixedMarket;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.MarginParameters;
import io.breakwater.margin.Origin;
import io.breakwater.margin.Position;
import io.breakwater.margin.RandomAccounts;
import io.breakwater.margin.RandomMarkets;
import io.breakwater.margin.RiskPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A seeded stream of everything that can happen: prices that creep, jump, stand, and swing around
 * thresholds that accounts hit exactly; parameters and policies that change or come late; updates
 * whole and in part, late, twice, contradicting, for accounts that close and open again.
 */
final class RandomHappenings {
  private static final String POLICY = "policy";
  private static final int MOST_PARTS = 8;

  private final SplittableRandom random;
  private final RandomMarkets markets;
  private final RandomAccounts randomAccounts;
  private final String[] ids;
  private final List<String> instruments;
  private final Map<String, Integer> integers = new HashMap<>();
  private final Map<String, Long> prices = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Account> newest = new HashMap<>();
  private final List<AccountUpdate> past = new ArrayList<>();
  private final List<AccountUpdate> heldBack = new ArrayList<>();
  private final ArrayDeque<Happening> next = new ArrayDeque<>();
  private FixedMarket market;
  private boolean policyKnown;
  private long policyVersion;
  private long marketSequence;
  private long priceSequence;
  private long time = 1_700_000_000_000_000L;

  RandomHappenings(SplittableRandom random, int accounts, int mostInstruments) {
    this.random = random;
    this.markets = new RandomMarkets(random);
    this.randomAccounts = new RandomAccounts(random);
    this.market = markets.upTo(mostInstruments);
    this.instruments = new ArrayList<>(market.instruments().keySet());
    this.instruments.sort(null);
    this.ids = new String[accounts];
    for (int i = 0; i < accounts; i++) {
      ids[i] = "account-" + (i % 7 == 0 ? "é" : "") + i;
    }
  }

  Happening next() {
    time += 1 + random.nextInt(3_000);
    while (next.isEmpty()) {
      make();
    }
    return next.remove();
  }

  private void make() {
    int choice = random.nextInt(100);
    if (integers.size() < instruments.size() && choice < 15) {
      changeInstrument(instruments.get(integers.size()));
    } else if (!policyKnown && choice < 25 || choice == 99) {
      changePolicy();
    } else if (choice >= 97) {
      changeInstrument(anyOf(instruments));
    } else if (choice >= 60) {
      updateAccount(ids[random.nextInt(ids.length)]);
    } else {
      movePrice(anyOf(instruments));
    }
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void changeInstrument(String id) {
    InstrumentParameters known = market.parameters(id);
    long version = versions.merge(id, 1L, Long::sum);
    InstrumentParameters changed =
        new InstrumentParameters(
            id, known.kind(), restatedScale(known), version, otherRules(known), List.of());
    Map<String, InstrumentParameters> all = new HashMap<>(market.instruments());
    all.put(id, changed);
    market = new FixedMarket(all, market.prices(), market.policy());
    integers.putIfAbsent(id, integers.size());
    next.add(
        new Happening.Market(
            new MarketEvent.InstrumentChange(++marketSequence, time, integers.get(id), changed)));
  }

  /** A scale that is finer by up to two digits now and then, while there is room. */
  private int restatedScale(InstrumentParameters known) {
    int finer = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
    long factor = (long) Math.pow(10, finer);
    long now = units(market.price(known.id()), known);
    if (known.priceScale() + finer > 18 || now > Long.MAX_VALUE / 1_000_000) {
      return known.priceScale();
    }
    prices.computeIfPresent(known.id(), (id, before) -> before * factor);
    return known.priceScale() + finer;
  }

  /** Rules of a random instrument that is of the same kind. */
  private MarginParameters otherRules(InstrumentParameters known) {
    while (true) {
      for (InstrumentParameters other : markets.upTo(8).instruments().values()) {
        if (other.kind().isAsset() == known.kind().isAsset()) {
          return other.inForce();
        }
      }
    }
  }

  private void changePolicy() {
    RiskPolicy policy =
        new RiskPolicy(
            POLICY,
            ++policyVersion,
            policyKnown ? markets.upTo(1).policy().inForce() : market.policy().inForce(),
            List.of());
    policyKnown = true;
    market = new FixedMarket(market.instruments(), market.prices(), policy);
    next.add(new Happening.Market(new MarketEvent.PolicyChange(++marketSequence, time, policy)));
  }

  private void movePrice(String id) {
    if (!integers.containsKey(id)) {
      return;
    }
    InstrumentParameters instrument = market.parameters(id);
    long now = units(market.price(id), instrument);
    long before = prices.getOrDefault(id, now);
    double spread = random.nextInt(6) == 0 ? 0.4 : 0.003;
    long moved =
        switch (random.nextInt(8)) {
          case 0 -> now;
          case 1 -> above(now);
          case 2 -> now - 1;
          case 3 -> before;
          default -> Math.round(now * Math.exp(spread * gaussian()));
        };
    price(instrument, now, Math.max(1, moved));
  }

  /** One unit more, where there is one. */
  private static long above(long units) {
    return units == Long.MAX_VALUE ? units : units + 1;
  }

  private double gaussian() {
    return random.nextGaussian();
  }

  private void price(InstrumentParameters instrument, long before, long units) {
    prices.put(instrument.id(), before);
    BigDecimal value = BigDecimal.valueOf(units, instrument.priceScale());
    market = market.withPrice(instrument.id(), value);
    next.add(
        new Happening.Market(
            new MarketEvent.PriceChange(
                ++marketSequence,
                time,
                integers.get(instrument.id()),
                units,
                instrument.priceScale(),
                ++priceSequence,
                time)));
  }

  private static long units(BigDecimal price, InstrumentParameters instrument) {
    return price
        .setScale(instrument.priceScale(), RoundingMode.HALF_EVEN)
        .unscaledValue()
        .longValueExact();
  }

  private void updateAccount(String id) {
    switch (random.nextInt(20)) {
      case 0 -> send(id, nextSequence(id), new AccountChange.Closed());
      case 1, 2, 3, 4 -> snapshot(randomAccounts.in(market, id));
      case 5, 6, 7, 8, 9 -> snapshotAtThreshold(id);
      case 10 -> repeat();
      case 11 -> contradict();
      case 12, 13 -> release();
      default -> part(id);
    }
  }

  private void snapshot(Account whole) {
    Account account = withWhatNobodyKnows(whole);
    newest.put(account.id(), account);
    send(
        account.id(),
        nextSequence(account.id()),
        new AccountChange.Snapshot(account.cash(), account.balances(), account.positions()));
  }

  /** Now and then with a deposit, or a debt, of an instrument that never comes. */
  private Account withWhatNobodyKnows(Account account) {
    if (random.nextInt(6) != 0) {
      return account;
    }
    BalanceSide side = random.nextInt(4) == 0 ? BalanceSide.DEBT : BalanceSide.DEPOSIT;
    List<Balance> balances = new ArrayList<>(account.balances());
    balances.add(Balance.of("unheard of " + random.nextInt(3), side, BigDecimal.ONE));
    return new Account(account.id(), account.cash(), balances, account.positions());
  }

  /** Exactly at a threshold, then one price swings around where it is. */
  private void snapshotAtThreshold(String id) {
    Account account = randomAccounts.atThreshold(randomAccounts.in(market, id), market);
    snapshot(account);
    String swinging = anyOf(instruments);
    if (integers.containsKey(swinging)) {
      InstrumentParameters instrument = market.parameters(swinging);
      long here = units(market.price(swinging), instrument);
      for (long there : new long[] {above(here), here, Math.max(1, here - 1), here}) {
        price(instrument, here, there);
      }
    }
  }

  private void repeat() {
    if (!past.isEmpty()) {
      emit(anyOf(past));
    }
  }

  private void contradict() {
    if (!past.isEmpty()) {
      AccountUpdate update = anyOf(past);
      send(update.account(), update.sequence(), AccountChange.Parts.of(cash()));
    }
  }

  private BigDecimal cash() {
    return BigDecimal.valueOf(random.nextInt(-100_000, 100_000), 2);
  }

  private void release() {
    if (!heldBack.isEmpty()) {
      emit(heldBack.remove(random.nextInt(heldBack.size())));
    }
  }

  private void part(String id) {
    Account other = randomAccounts.in(market, id);
    Account known = newest.getOrDefault(id, other);
    long sequence = nextSequence(id);
    switch (random.nextInt(6)) {
      case 0 -> send(id, sequence, AccountChange.Parts.of(cash()));
      case 5 ->
          send(id, sequence, new AccountChange.Parts(cash(), other.balances(), other.positions()));
      case 1 ->
          other.positions().stream().limit(MOST_PARTS).forEach(p -> send(id, sequence, changed(p)));
      case 2 -> other.balances().forEach(b -> send(id, sequence, changed(b)));
      case 3 -> known.positions().stream().findAny().ifPresent(p -> send(id, sequence, gone(p)));
      default -> known.balances().stream().findAny().ifPresent(b -> send(id, sequence, gone(b)));
    }
  }

  private static AccountChange changed(Position position) {
    return AccountChange.Parts.of(position);
  }

  private static AccountChange changed(Balance balance) {
    return AccountChange.Parts.of(balance);
  }

  private static AccountChange gone(Position position) {
    return AccountChange.Parts.of(
        new Position(
            position.instrument(), position.leg(), BigDecimal.ZERO, BigDecimal.ZERO, null));
  }

  private static AccountChange gone(Balance balance) {
    return AccountChange.Parts.of(
        Balance.of(balance.instrument(), balance.side(), BigDecimal.ZERO));
  }

  private long nextSequence(String id) {
    return sequences.merge(id, 1L + random.nextInt(3), Long::sum);
  }

  private void send(String id, long sequence, AccountChange change) {
    AccountUpdate update = new AccountUpdate(id, sequence, time, change, Origin.NONE);
    if (random.nextInt(12) == 0) {
      heldBack.add(update);
    } else {
      emit(update);
    }
  }

  private void emit(AccountUpdate update) {
    past.add(update);
    next.add(new Happening.Update(update, time));
  }
}
