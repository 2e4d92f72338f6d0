package io.breakwater.stream.desk;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RandomTerms;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.oracle.judge.Published;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.order.MarketOrder;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A seeded stream of everything that can happen: prices that creep, jump, stand, and swing around
 * thresholds that accounts hit exactly; parameters and policies that change or come late; updates
 * whole and in part, late, twice, contradicting, for accounts that close and open again. Factors
 * are shared, derive from others, and have parameters that change too.
 *
 * <p>What comes is put in order by {@link MarketOrder}, as the job does.
 */
final class RandomHappenings {
  private static final String POLICY = "policy";
  private static final int MOST_PARTS = 8;

  /** So many accounts leave many slots behind when they close. */
  private static final int CROWD = 100;

  private final SplittableRandom random;
  private final RandomMarkets markets;
  private final RandomAccounts randomAccounts;
  private final String[] ids;
  private final List<String> instruments;
  private final List<String> products;
  private final Set<String> sent = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private final boolean doubt;
  private final Map<String, JudgingTerms> judged = new HashMap<>();
  private final Random terms = new Random(1);
  private final Map<String, BigDecimal> before = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Account> newest = new HashMap<>();
  private final List<AccountUpdate> past = new ArrayList<>();
  private final List<AccountUpdate> heldBack = new ArrayList<>();
  private final ArrayDeque<Happening> next = new ArrayDeque<>();
  private FixedMarket market;
  private boolean policyKnown;
  private long policyVersion;
  private long inputs;
  private final MarketOrder order = new MarketOrder(POLICY, 0, new Emitter());
  private MarketInput input;
  private long priceSequence;
  private int declared;
  private int introduced;
  private long time = 1_700_000_000_000_000L;

  /** Of values that nobody judges. */
  RandomHappenings(SplittableRandom random, int accounts, int mostInstruments) {
    this(random, accounts, mostInstruments, false);
  }

  /**
   * @param doubt whether some values are judged, and not certain
   */
  RandomHappenings(SplittableRandom random, int accounts, int mostInstruments, boolean doubt) {
    this.doubt = doubt;
    this.random = random;
    this.markets = new RandomMarkets(random);
    this.randomAccounts = new RandomAccounts(random);
    this.market = markets.upTo(mostInstruments);
    this.instruments = new ArrayList<>(market.instruments().keySet());
    this.instruments.sort(null);
    this.products = new ArrayList<>(market.factors());
    this.products.removeIf(market.instruments()::containsKey);
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

  /** Nearly all accounts of a large stream close, the oldest first or in any order. */
  private void closeMost() {
    for (String id : List.copyOf(newest.keySet())) {
      if (random.nextInt(12) > 0) {
        newest.remove(id);
        send(id, nextSequence(id), new AccountChange.Closed());
      }
    }
  }

  private void make() {
    if (newest.size() >= CROWD / 2 && random.nextInt(60) == 0) {
      closeMost();
      return;
    }
    int choice = random.nextInt(100);
    if (introduced < instruments.size() && choice < 15) {
      changeInstrument(instruments.get(introduced++));
    } else if (declared < products.size() && choice < 25) {
      changeFactor(products.get(declared++));
    } else if (!policyKnown && choice < 35 || choice == 99) {
      changePolicy();
    } else if (choice == 98) {
      changeInstrument(instruments.get(random.nextInt(Math.max(1, introduced))));
    } else if (choice >= 95) {
      changeFactor(products.isEmpty() ? null : anyOf(products));
    } else if (choice >= 60) {
      updateAccount(ids[random.nextInt(ids.length)]);
    } else {
      movePrice(anyOf(List.copyOf(market.prices().keySet())));
    }
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void changeInstrument(String id) {
    InstrumentParameters known = market.parameters(id);
    boolean own = known.factors().price().equals(id);
    boolean mayState = own && !judged.containsKey(id); // else its factor's parameters do
    int scale = mayState ? finer(id) : known.priceScale();
    InstrumentParameters changed =
        new InstrumentParameters(
            id,
            known.kind(),
            known.factors(),
            scale,
            versions.merge(id, 1L, Long::sum),
            sent.contains(id) ? otherRules(known) : known.inForce(),
            List.of());
    sent.add(id);
    market = mayState ? market.with(changed).withScale(id, scale) : market.with(changed);
    apply(new MarketInput.OfInstrument(new InstrumentUpdate(changed, time, origin())));
  }

  /** States the scale of a factor that is no instrument's own, and what it derives from. */
  private void changeFactor(String id) {
    if (id == null) {
      return;
    }
    Product product = market.product(id);
    int scale = finer(id);
    boolean states = product == null || random.nextBoolean();
    RiskFactorParameters parameters =
        new RiskFactorParameters(
            id,
            FactorKind.PRICE,
            product,
            versions.merge("factor " + id, 1L, Long::sum),
            new FactorTerms(states ? scale : PriceScale.UNSTATED, judged.get(id)),
            List.of());
    market = states ? market.withScale(id, scale) : market;
    apply(new MarketInput.OfFactor(new FactorUpdate(parameters, time, origin())));
  }

  /** A scale that is finer by up to two digits now and then, while there is room. */
  private int finer(String factor) {
    int scale = market.scale(factor);
    int finer = random.nextInt(2) == 0 ? random.nextInt(3) : 0;
    BigDecimal units = market.value(factor).movePointRight(scale);
    boolean hasRoom = units.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000)) <= 0;
    return scale + finer > 18 || !hasRoom ? scale : scale + finer;
  }

  private Origin origin() {
    return new Origin("script", 0, ++inputs, new byte[0]);
  }

  private void apply(MarketInput made) {
    input = made;
    order.apply(made, time);
  }

  /** What the order says of an input happens; the first of it stands for the input. */
  private final class Emitter implements MarketOrder.Output {
    @Override
    public void event(MarketEvent event) {
      if (event instanceof MarketEvent.FactorsNamed news) {
        news.factors().forEach(factor -> named.add(factor.id()));
      }
      next.add(new Happening.Market(event, input));
      input = null;
    }

    @Override
    public void quality(PriceQuality quality) {
      throw new IllegalStateException("no verdict here is told");
    }

    @Override
    public void rejected(RejectedRecord rejected) {
      throw new IllegalStateException(rejected.message());
    }

    @Override
    public void older() {
      throw new IllegalStateException("versions grow here");
    }

    @Override
    public void repeated() {
      throw new IllegalStateException("versions grow here");
    }

    @Override
    public void unknownInstrument(OraclePrice price) {
      // It waits, and happens when its factor is named.
    }
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
    market = market.with(policy);
    apply(new MarketInput.OfPolicy(new PolicyUpdate(policy, time, origin())));
  }

  private void movePrice(String factor) {
    if (random.nextInt(10) > 0 && !isNamed(factor)) {
      return;
    }
    int scale = market.scale(factor);
    long now = units(market.value(factor), scale);
    double spread = random.nextInt(6) == 0 ? 0.4 : 0.003;
    long moved =
        switch (random.nextInt(8)) {
          case 0 -> now;
          case 1 -> above(now);
          case 2 -> now - 1;
          case 3 -> units(before.getOrDefault(factor, market.value(factor)), scale);
          default -> Math.round(now * Math.exp(spread * gaussian()));
        };
    price(factor, Math.max(1, moved));
  }

  private boolean isNamed(String factor) {
    return sent.contains(factor) || products.subList(0, declared).contains(factor);
  }

  /** One unit more, where there is one. */
  private static long above(long units) {
    return units == Long.MAX_VALUE ? units : units + 1;
  }

  private double gaussian() {
    return random.nextGaussian();
  }

  private void price(String factor, long units) {
    before.put(factor, market.value(factor));
    BigDecimal value = BigDecimal.valueOf(units, market.scale(factor));
    FixedMarket moved = market.withPrice(factor, value);
    if (!moved.isWhole() && random.nextInt(20) > 0) {
      return;
    }
    if (doubt && named.contains(factor) && random.nextInt(8) == 0) {
      judged.putIfAbsent(factor, RandomTerms.of(terms));
      states(factor);
    }
    if (judged.containsKey(factor)) {
      boolean accepted = random.nextInt(3) > 0;
      market = moved.isWhole() && accepted ? moved : market;
      judged(factor, accepted ? value : market.value(factor), accepted);
      return;
    }
    market = moved.isWhole() ? moved : market;
    apply(
        new MarketInput.OfPrice(
            new OraclePrice(factor, null, "source", value, null, time, ++priceSequence, origin())));
  }

  /** A value that was judged, or was not accepted: then how certain the last one is. */
  private void judged(String factor, BigDecimal value, boolean accepted) {
    Certainty certainty = certainty(value, accepted);
    apply(
        new MarketInput.OfVerdict(
            new Verdict(
                factor,
                time,
                JudgedBy.VALUE,
                value,
                certainty,
                accepted,
                accepted ? new Published(time, ++priceSequence) : null,
                null,
                null,
                "source",
                priceSequence,
                priceSequence,
                versions.get("factor " + factor),
                origin(),
                null)));
  }

  /** The parameters of an observed factor say how it is judged. */
  private void states(String factor) {
    RiskFactorParameters parameters =
        new RiskFactorParameters(
            factor,
            FactorKind.PRICE,
            null,
            versions.merge("factor " + factor, 1L, Long::sum),
            new FactorTerms(market.scale(factor), judged.get(factor)),
            List.of());
    apply(new MarketInput.OfFactor(new FactorUpdate(parameters, time, origin())));
  }

  private Certainty certainty(BigDecimal value, boolean accepted) {
    if (random.nextInt(3) > 0) {
      return Certainty.VALID;
    }
    Validity[] doubts =
        accepted
            ? new Validity[] {Validity.DEGRADED, Validity.RECOVERING}
            : new Validity[] {Validity.DEGRADED, Validity.RECOVERING, Validity.HALTED};
    BigDecimal width = value.multiply(BigDecimal.valueOf(random.nextInt(200), 3));
    return new Certainty(
        doubts[random.nextInt(doubts.length)],
        random.nextInt(3) == 0,
        new Interval(value.subtract(width), value.add(width)),
        random.nextInt(8) == 0,
        random.nextInt(8) == 0);
  }

  private static long units(BigDecimal price, int scale) {
    return price.setScale(scale, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
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
    Account account = withWhatNobodyKnows(asTold(whole));
    newest.put(account.id(), account);
    send(
        account.id(),
        nextSequence(account.id()),
        new AccountChange.Snapshot(account.cash(), account.balances(), account.positions()));
  }

  /** Without the indexes at which balances arrive: nobody tells them. */
  private static Account asTold(Account account) {
    return new Account(
        account.id(),
        account.cash(),
        account.balances().stream().map(balance -> balance.arrivedAt(null)).toList(),
        account.positions());
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
    String swinging = anyOf(List.copyOf(market.prices().keySet()));
    if (isNamed(swinging)) {
      long here = units(market.value(swinging), market.scale(swinging));
      for (long there : new long[] {above(here), here, Math.max(1, here - 1), here}) {
        price(swinging, there);
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
    Account other = asTold(randomAccounts.in(market, id));
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
