package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Alike;
import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.impact.RandomDepth;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateKind;
import io.breakwater.cascade.record.AggregateValues;
import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.Concentration;
import io.breakwater.cascade.record.OracleQuality;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.reference.AggregatesFromScratch;
import io.breakwater.cascade.reference.Holder;
import io.breakwater.cascade.reference.Marker;
import io.breakwater.cascade.reference.PriceState;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.Spread;
import io.breakwater.stream.event.FactorSpread;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is told of a marker while much else happens before its scan is over is what follows from
 * scratch from all that stood there: values, doubts, terms, depth, funds and accounts.
 */
class MarkerAggregatesTest {
  private static final Patience PATIENCE = new Patience(20_000, 8_000, 60_000);
  private static final int STREAMS = 40;
  private static final int LENGTH = 500;
  private static final long SECOND = 1_000_000;

  /**
   * Values are of any magnitude, and sums of them cancel: who is counted is exact, not how much.
   */
  private static final BigDecimal ANYTHING = BigDecimal.ONE.scaleByPowerOfTen(60);

  private static final BigDecimal LAST_DIGIT = new BigDecimal("0.000001");

  /** Records that tell of no price. */
  private static final int OF_THE_WHOLE = 5;

  private static final String FUND = "default";
  private static final String OTHER_FUND = "other";

  /** A marker, all that stood there, and what is told of it. */
  private record Moments(
      String where,
      MarketEvent.IntervalMarker marker,
      MarketCapacity capacity,
      List<RiskAggregate> expected) {}

  private final List<String> differences = new ArrayList<>();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private int compared;
  private int late;
  private int ambiguous;
  private int held;
  private int grouped;

  private MemoryAccounts accounts;
  private MarginDesk desk;
  private SplittableRandom random;
  private Moments waiting;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areThoseFromScratch(boolean doubt) {
    for (int seed = 0; seed < STREAMS; seed++) {
      run(seed, doubt);
    }
    assertThat(differences).isEmpty();
    assertThat(compared).as("records").isGreaterThan(5_000);
    assertThat(late).as("markers whose scans were over later").isGreaterThan(100);
    assertThat(grouped).as("markers with groups").isGreaterThan(50);
    Set<Flag> expected = EnumSet.of(Flag.DEPTH_STALE, Flag.IMPACT_FALLBACK, Flag.IMPACT_MISSING);
    expected.addAll(EnumSet.of(Flag.PRICE_UNJUDGED, Flag.PENDING_ACCOUNTS, Flag.HELD_ACCOUNTS));
    if (doubt) {
      expected.addAll(EnumSet.of(Flag.PRICE_DEGRADED, Flag.PRICE_RECOVERING, Flag.PRICE_HALTED));
      assertThat(ambiguous).as("prices on which levels hang").isGreaterThan(50);
      assertThat(held).as("factors that hold accounts").isGreaterThan(10);
    }
    assertThat(flags).containsAll(expected);
  }

  private void run(int seed, boolean doubt) {
    random = new SplittableRandom(seed);
    RandomHappenings happenings = new RandomHappenings(random, 4 + seed % 14, 2 + seed % 4, doubt);
    accounts = new MemoryAccounts();
    desk =
        new MarginDesk(
            MarginModels.all(),
            WatchKind.TRIPWIRES,
            accounts,
            new Decisions(),
            new Counts(),
            PATIENCE,
            AccountLedger.MAXIMUM_ELEMENTS);
    desk.slices().tell(this::compare);
    for (int i = 0; i < LENGTH; i++) {
      Happening happening = happenings.next();
      apply(happening);
      if (i > 60 && random.nextInt(40) == 0) {
        mark("seed " + seed + ", event " + i, i, Script.timeOf(happening));
      }
      if (random.nextInt(6) == 0) {
        late += desk.slices().isRunning() ? 1 : 0;
        desk.slices().run(0);
      }
    }
    desk.slices().finish();
  }

  private void apply(Happening happening) {
    desk.passTo(Script.timeOf(happening));
    if (happening instanceof Happening.Update update) {
      desk.applyUpdate(update.update(), update.time());
    } else {
      desk.applyEvent(withTerms(((Happening.Market) happening).event()));
    }
  }

  /** With terms of cascades where there can be some. */
  private MarketEvent withTerms(MarketEvent event) {
    if (event instanceof MarketEvent.PolicyChange change) {
      RiskPolicy policy = change.policy();
      return new MarketEvent.PolicyChange(
          change.marketSequence(),
          change.time(),
          new RiskPolicy(
              policy.id(), policy.version(), policy.inForce().withCascade(cascade()), List.of()));
    }
    if (event instanceof MarketEvent.InstrumentChange change) {
      InstrumentParameters known = change.parameters();
      return new MarketEvent.InstrumentChange(
          change.marketSequence(),
          change.time(),
          change.instrument(),
          known.withInForce(known.inForce().withImpact(impact())),
          change.values());
    }
    return event;
  }

  private CascadeTerms cascade() {
    List<CascadeTerms.Group> groups = new ArrayList<>();
    if (random.nextBoolean()) {
      groups.add(
          new CascadeTerms.Group(
              "together",
              List.of(
                  new CascadeTerms.Member("I0", BigDecimal.ONE),
                  new CascadeTerms.Member("I1", new BigDecimal("1.5")))));
    }
    return new CascadeTerms(
        List.of(50, 500, 2_000),
        groups,
        new TreeMap<>(),
        List.of(),
        BigDecimal.valueOf(1 + random.nextInt(100_000)),
        random.nextBoolean());
  }

  private ImpactTerms impact() {
    ImpactRule linear = new ImpactRule.Linear(BigDecimal.valueOf(1 + random.nextInt(1_000_000)));
    boolean byDepth = random.nextInt(3) > 0;
    return new ImpactTerms(
        byDepth ? new ImpactRule.DepthCurve() : linear,
        byDepth && random.nextBoolean() ? linear : null,
        1 + random.nextInt(60),
        random.nextBoolean() ? FUND : OTHER_FUND);
  }

  private void mark(String where, long sequence, long time) {
    desk.slices().finish();
    if (desk.market().policy() == null) {
      return;
    }
    MarketCapacity capacity = capacity(time);
    List<FactorSpread> spreads = spreads();
    waiting =
        new Moments(
            where,
            new MarketEvent.IntervalMarker(sequence, time, spreads),
            capacity,
            AggregatesFromScratch.of(fromScratch(sequence, time, spreads, capacity)).all());
    grouped += desk.market().policy().inForce().cascade().groups().size();
    desk.applyEvent(waiting.marker());
  }

  private MarketCapacity capacity(long time) {
    Map<String, MarketDepth> depths = new HashMap<>();
    for (InstrumentParameters instrument : instruments()) {
      if (random.nextInt(4) > 0) {
        long age = random.nextInt(40) * SECOND;
        depths.put(
            instrument.id(),
            RandomDepth.of(instrument.id(), time - age, new Random(random.nextLong())));
      }
    }
    Map<String, InsuranceFund> funds = new HashMap<>();
    if (random.nextBoolean()) {
      funds.put(FUND, new InsuranceFund(FUND, time, BigDecimal.valueOf(random.nextInt(1_000_000))));
    }
    return new MarketCapacity(depths, funds);
  }

  private List<InstrumentParameters> instruments() {
    return desk.market().picture().instruments().stream()
        .map(MarketEvent.InstrumentChange::parameters)
        .toList();
  }

  /** Observed factors that have a value. */
  private List<RiskFactor> observed() {
    List<RiskFactor> observed = new ArrayList<>();
    for (int factor = 0; factor < desk.market().picture().factorCount(); factor++) {
      RiskFactor named = desk.market().picture().factor(factor);
      if (named.product() == null && desk.market().hasValue(factor)) {
        observed.add(named);
      }
    }
    return observed;
  }

  private List<FactorSpread> spreads() {
    List<FactorSpread> spreads = new ArrayList<>();
    for (RiskFactor factor : observed()) {
      BigDecimal value = desk.market().value(factor.id());
      switch (random.nextInt(5)) {
        case 0 -> spreads.add(new FactorSpread(factor.integer(), Spread.ONE_USED));
        case 1 -> spreads.add(new FactorSpread(factor.integer(), Spread.ONE_UNUSED));
        case 2 ->
            spreads.add(
                new FactorSpread(
                    factor.integer(),
                    new Spread(
                        5,
                        3,
                        value.multiply(new BigDecimal("0.999")),
                        value.multiply(new BigDecimal("1.002")))));
        default -> {}
      }
    }
    return spreads;
  }

  private Marker fromScratch(
      long sequence, long time, List<FactorSpread> spreads, MarketCapacity capacity) {
    Map<Integer, Spread> told = new HashMap<>();
    spreads.forEach(spread -> told.put(spread.factor(), spread.spread()));
    Map<String, PriceState> prices = new HashMap<>();
    for (RiskFactor factor : observed()) {
      prices.put(factor.id(), state(factor, told.get(factor.integer())));
    }
    Map<String, ImpactTerms> impacts = new HashMap<>();
    instruments().forEach(each -> impacts.put(each.id(), each.inForce().impact()));
    List<Holder> holders = new ArrayList<>();
    accounts.forEach((id, record) -> addHolder(id, record, holders));
    return new Marker(
        MarginModels.all(),
        desk.market(),
        kinds(),
        prices,
        desk.market().policy().inForce().cascade(),
        impacts,
        capacity.depths(),
        capacity.funds(),
        holders,
        time,
        sequence);
  }

  private PriceState state(RiskFactor factor, Spread spread) {
    BigDecimal value = desk.market().value(factor.id());
    Interval interval = desk.market().interval(factor.id(), Level.BANKRUPT);
    boolean isOfOne = Spread.ONE_USED.equals(spread);
    return new PriceState(
        desk.market().quote(factor.id()).validity(),
        spread != null,
        interval.low(),
        interval.high(),
        desk.market().quote(factor.id()).publishTime(),
        spread == null ? 0 : spread.sources(),
        spread == null ? 0 : spread.used(),
        spread == null || isOfOne ? (isOfOne ? value : null) : spread.lowest(),
        spread == null || isOfOne ? (isOfOne ? value : null) : spread.highest());
  }

  /** Indexes by their instruments, unless parameters of a factor say otherwise. */
  private Map<String, FactorKind> kinds() {
    Map<String, FactorKind> kinds = new HashMap<>();
    for (InstrumentParameters instrument : instruments()) {
      kinds.put(instrument.factors().borrowIndex(), FactorKind.BORROW_INDEX);
      kinds.put(instrument.factors().supplyIndex(), FactorKind.SUPPLY_INDEX);
    }
    desk.market()
        .picture()
        .factorChanges()
        .forEach(change -> kinds.put(change.parameters().id(), change.parameters().kind()));
    return kinds;
  }

  private static void addHolder(String id, AccountRecord record, List<Holder> holders) {
    if (record.status() != AccountRecord.Status.CLOSED) {
      Standing standing = record.standing();
      holders.add(
          new Holder(
              record.account(id),
              standing.level(),
              standing.triggered(),
              standing.isPending(),
              standing.belowSince(),
              standing.heldSince()));
    }
  }

  private void compare(MarketEvent.IntervalMarker marker, MarkerFacts facts, Slice slice) {
    assertThat(marker).isSameAs(waiting.marker());
    List<RiskAggregate> told = new ArrayList<>();
    new MarkerAggregates(
            marker.time(),
            marker.marketSequence(),
            facts,
            slice,
            new TreeMap<>(),
            waiting.capacity())
        .tell(told::add);
    List<RiskAggregate> expected = told.isEmpty() ? List.of() : waiting.expected();
    assertThat(waiting.expected().size() > OF_THE_WHOLE)
        .as(waiting.where())
        .isEqualTo(!told.isEmpty());
    assertThat(told).as(waiting.where()).hasSameSizeAs(expected);
    for (int i = 0; i < told.size(); i++) {
      compare(expected.get(i), told.get(i));
    }
  }

  private void compare(RiskAggregate expected, RiskAggregate told) {
    String where =
        waiting.where() + ", " + expected.header().price() + " " + expected.values().kind();
    compared++;
    flags.addAll(told.header().flags());
    if (!certain(expected.header()).equals(certain(told.header()))) {
      differences.add(where + ": " + expected.header() + " against " + told.header());
    }
    if (expected.values().kind() != told.values().kind()) {
      differences.add(where + " against " + told.values().kind());
      return;
    }
    if (told.header().flags().contains(Flag.TOO_LARGE)) {
      return; // then not all is counted
    }
    if (expected.values() instanceof CascadeProjection projection) {
      compare(where, projection, (CascadeProjection) told.values());
      return;
    }
    boolean isOfPrices = expected.values().kind() == AggregateKind.ORACLE_QUALITY;
    for (String difference :
        Alike.differences(
            expected.values(),
            asNear(expected.values(), told.values()),
            isOfPrices ? LAST_DIGIT : ANYTHING)) {
      differences.add(where + difference);
    }
    if (expected.values() instanceof OracleQuality quality) {
      ambiguous += quality.ambiguous().accounts() > 0 ? 1 : 0;
    }
    if (expected.values() instanceof Backlog backlog) {
      held += backlog.held().byFactor().size();
    }
  }

  /** Of prices that are as near to the last digit floating point may take either. */
  private static AggregateValues asNear(AggregateValues expected, AggregateValues told) {
    if (!(expected instanceof Concentration a && told instanceof Concentration b)) {
      return told;
    }
    List<Concentration.Watched> watched = new ArrayList<>();
    for (int i = 0; i < b.watchlist().size(); i++) {
      Concentration.Watched here = b.watchlist().get(i);
      Concentration.Watched there = i < a.watchlist().size() ? a.watchlist().get(i) : here;
      boolean isAsNear = here.distanceBps().compareTo(there.distanceBps()) == 0;
      watched.add(
          new Concentration.Watched(
              here.account(),
              isAsNear ? there.side() : here.side(),
              here.distanceBps(),
              here.notional()));
    }
    return new Concentration(b.sides(), watched);
  }

  /** Without how far depth was taken: sizes of any magnitude are not exact. */
  private static AggregateHeader certain(AggregateHeader header) {
    List<Flag> flags = new ArrayList<>(header.flags());
    flags.removeAll(List.of(Flag.DEPTH_EXTRAPOLATED, Flag.TOO_LARGE));
    return new AggregateHeader(
        header.price(),
        header.asOf(),
        header.marketSequence(),
        header.parameterVersion(),
        header.revision(),
        Collections.unmodifiableList(flags));
  }

  /** What is projected is another test's: by which impact, with which fund, from which size. */
  private void compare(String where, CascadeProjection expected, CascadeProjection told) {
    List<CascadeProjection.Scenario> points =
        told.scenarios().stream().filter(each -> each.bound() == Bound.POINT).toList();
    if (!Objects.equals(expected.impact(), told.impact())
        || points.size() != expected.scenarios().size()) {
      differences.add(where + ": " + expected + " against " + told);
      return;
    }
    for (int i = 0; i < points.size(); i++) {
      CascadeProjection.Scenario a = expected.scenarios().get(i);
      CascadeProjection.Scenario b = points.get(i);
      boolean isAlike =
          a.side() == b.side()
              && a.bps().equals(b.bps())
              && (a.rounds() == null) == (b.rounds() == null)
              && (a.fundUsed() == null) == (b.fundUsed() == null);
      if (!isAlike) {
        differences.add(where + ": " + a + " against " + b);
      }
    }
  }
}
