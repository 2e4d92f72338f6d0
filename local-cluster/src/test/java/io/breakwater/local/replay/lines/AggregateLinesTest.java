package io.breakwater.local.replay.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateValues;
import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.record.BadDebt;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.Concentration;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.HealthDistribution;
import io.breakwater.cascade.record.Leverage;
import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.cascade.record.OracleQuality;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lines of {@code risk-aggregates.jsonl}: every field by its name, and their order. */
class AggregateLinesTest {
  private static final long AS_OF = 1_700_000_060_000_000L;
  private static final BadDebt NO_DEBT = new BadDebt(BigDecimal.ZERO, BigDecimal.ZERO, null, null);

  @Test
  void everyLineBeginsWithTheHeader() {
    RiskAggregate aggregate =
        new RiskAggregate(
            new AggregateHeader(
                "*", AS_OF, 17, 3, 1, List.of(Flag.TOO_LARGE, Flag.PENDING_ACCOUNTS)),
            NO_DEBT);

    assertThat(KeyedLine.of(aggregate))
        .hasToString(
            json(
                """
                {`aggregate`:`BadDebt`,`price`:`*`,`asOf`:1700000060000000,`time`:1700000060000000,
                `marketSequence`:17,`parameterVersion`:3,`revision`:1,
                `flags`:[`PENDING_ACCOUNTS`,`TOO_LARGE`],
                `values`:{`latent`:`0`,`certain`:`0`,`realised`:null,`realisedInInterval`:null}}
                """));
  }

  @Test
  void levels() {
    assertValues(
        new LiquidationLevels(
            decimal("100.00"),
            List.of(
                new LiquidationLevels.Shock(
                    Side.DOWN, 500, 3, decimal("6000"), decimal("577551.020408"), decimal("570"))),
            List.of(
                new LiquidationLevels.Cell(
                    Side.UP, null, decimal("33.3333333333"), 1, decimal("0.5"), decimal("16")))),
        """
        {`mark`:`100`,
        `shocks`:[{`side`:`DOWN`,`bps`:500,`accounts`:3,`size`:`6000`,
        `notionalAtTrigger`:`577551.020408`,`notionalAtShock`:`570`}],
        `cells`:[{`side`:`UP`,`from`:null,`to`:`33.3333333333`,`accounts`:1,`size`:`0.5`,
        `notionalAtTrigger`:`16`}]}
        """);
  }

  @Test
  void coverage() {
    assertValues(
        new DepthCoverage(
            250L,
            List.of(
                new DepthCoverage.Shock(
                    Side.DOWN, 500, decimal("16000"), decimal("0.375"), decimal("10000"))),
            new DepthCoverage.BySide(decimal("812.5"), null),
            new DepthCoverage.BySide(null, decimal("0.4")),
            List.of(new DepthCoverage.AirPocket(Side.DOWN, decimal("97.5"), null))),
        """
        {`depthAgeMillis`:250,
        `shocks`:[{`side`:`DOWN`,`bps`:500,`depth`:`16000`,`coverage`:`0.375`,`sizeToPush`:`10000`}],
        `criticalBps`:{`down`:`812.5`,`up`:null},`gain`:{`down`:null,`up`:`0.4`},
        `airPockets`:[{`side`:`DOWN`,`from`:`97.5`,`to`:null}]}
        """);
  }

  @Test
  void projection() {
    assertValues(
        new CascadeProjection(
            "DEPTH_CURVE",
            List.of(
                new CascadeProjection.Scenario(
                    CascadeProjection.SHOCK,
                    Side.DOWN,
                    500,
                    Bound.POINT,
                    2,
                    4L,
                    decimal("6000"),
                    decimal("10000"),
                    decimal("1.666667"),
                    decimal("91.8786"),
                    decimal("1.624"),
                    decimal("4146.88"),
                    decimal("16464.29"),
                    decimal("4000"),
                    decimal("146.88"),
                    decimal("141.68"),
                    decimal("0")),
                new CascadeProjection.Scenario(
                    "crash",
                    null,
                    null,
                    Bound.UPPER,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null))),
        """
        {`impact`:`DEPTH_CURVE`,`scenarios`:[
        {`scenario`:`SHOCK`,`side`:`DOWN`,`bps`:500,`bound`:`POINT`,`rounds`:2,`accounts`:4,
        `firstSize`:`6000`,`totalSize`:`10000`,`multiplier`:`1.666667`,`finalPrice`:`91.8786`,
        `amplification`:`1.624`,`badDebt`:`4146.88`,`badDebtAtFinalPrice`:`16464.29`,
        `fundUsed`:`4000`,`shortfall`:`146.88`,`toDeleverage`:`141.68`,`stalledSize`:`0`},
        {`scenario`:`crash`,`side`:null,`bps`:null,`bound`:`UPPER`,`rounds`:null,`accounts`:null,
        `firstSize`:null,`totalSize`:null,`multiplier`:null,`finalPrice`:null,
        `amplification`:null,`badDebt`:null,`badDebtAtFinalPrice`:null,
        `fundUsed`:null,`shortfall`:null,`toDeleverage`:null,`stalledSize`:null}]}
        """);
  }

  @Test
  void backlog() {
    assertValues(
        new Backlog(
            new Backlog.Group(2, decimal("5000.5"), decimal("12.25"), 1500L),
            new Backlog.Group(0, decimal("0"), decimal("0"), null),
            new Backlog.Held(1, decimal("100"), 20L, List.of(new Backlog.HeldBy("ETH", 1))),
            new Backlog.Pending(3),
            new Backlog.Latency(null, 7L)),
        """
        {`above`:{`accounts`:2,`notional`:`5000.5`,`deficit`:`12.25`,`oldestAgeMillis`:1500},
        `below`:{`accounts`:0,`notional`:`0`,`deficit`:`0`,`oldestAgeMillis`:null},
        `held`:{`accounts`:1,`notional`:`100`,`oldestAgeMillis`:20,
        `byFactor`:[{`factor`:`ETH`,`accounts`:1}]},
        `pending`:{`accounts`:3},`latencyMillis`:{`p50`:null,`p99`:7}}
        """);
  }

  @Test
  void distribution() {
    assertValues(
        new HealthDistribution(
            List.of(
                new HealthDistribution.Bin(
                    null, decimal("0"), 1, decimal("100"), decimal("-5"), decimal("1"))),
            List.of(
                new HealthDistribution.Bin(
                    decimal("5"), null, 7, decimal("700"), decimal("350"), decimal("7")))),
        """
        {`bins`:[{`from`:null,`to`:`0`,`accounts`:1,`notional`:`100`,`equity`:`-5`,
        `maintenanceMargin`:`1`}],
        `byHealthFactor`:[{`from`:`5`,`to`:null,`accounts`:7,`notional`:`700`,`equity`:`350`,
        `maintenanceMargin`:`7`}]}
        """);
  }

  @Test
  void concentration() {
    assertValues(
        new Concentration(
            List.of(
                new Concentration.Share(
                    Side.DOWN, decimal("0.5"), List.of(decimal("0.6"), decimal("1"), decimal("1"))),
                new Concentration.Share(Side.UP, null, null)),
            List.of(
                new Concentration.Watched("alice", Side.DOWN, decimal("204.08"), decimal("98")))),
        """
        {`sides`:[{`side`:`DOWN`,`herfindahl`:`0.5`,`topShares`:[`0.6`,`1`,`1`]},
        {`side`:`UP`,`herfindahl`:null,`topShares`:null}],
        `watchlist`:[{`account`:`alice`,`side`:`DOWN`,`distanceBps`:`204.08`,`notional`:`98`}]}
        """);
  }

  @Test
  void quality() {
    assertValues(
        new OracleQuality(
            Validity.HALTED,
            decimal("2000"),
            decimal("1000"),
            null,
            65_000L,
            3,
            0,
            null,
            new OracleQuality.Ambiguous(2, decimal("4000"))),
        """
        {`validity`:`HALTED`,`value`:`2000`,`lowest`:`1000`,`highest`:null,`ageMillis`:65000,
        `sources`:3,`used`:0,`dispersionBps`:null,
        `ambiguous`:{`accounts`:2,`notional`:`4000`}}
        """);
  }

  @Test
  void leverage() {
    assertValues(
        new Leverage(
            new Leverage.OpenInterest(decimal("3000"), decimal("2000")),
            decimal("500"),
            decimal("10"),
            null),
        """
        {`openInterest`:{`long`:`3000`,`short`:`2000`},`equity`:`500`,`leverage`:`10`,
        `openInterestToDepth`:null}
        """);
  }

  private static void assertValues(AggregateValues values, String expected) {
    String line = line(values, "BTC", AS_OF, 0).toString();

    assertThat(line)
        .startsWith("{\"aggregate\":\"" + values.kind().recordName() + "\",\"price\":\"BTC\",");
    assertThat(line.substring(line.indexOf("\"values\":") + "\"values\":".length()))
        .isEqualTo(json(expected) + "}");
  }

  @Test
  void linesAreOrderedByAsOfThenPriceWithTheWholeLastThenAggregateThenRevision() {
    Leverage last =
        new Leverage(
            new Leverage.OpenInterest(BigDecimal.ZERO, BigDecimal.ZERO),
            BigDecimal.ZERO,
            null,
            null);
    List<KeyedLine> ordered =
        List.of(
            line(NO_DEBT, "*", -1, 0),
            line(NO_DEBT, "!", AS_OF, 0),
            line(NO_DEBT, "BTC", AS_OF, 0),
            line(NO_DEBT, "BTC", AS_OF, 1),
            line(NO_DEBT, "BTC", AS_OF, 256),
            line(last, "BTC", AS_OF, 0),
            line(NO_DEBT, "BTC.x", AS_OF, 0),
            line(NO_DEBT, "a", AS_OF, 0),
            line(NO_DEBT, "\uFB01", AS_OF, 0),
            line(NO_DEBT, "\uD83D\uDE00", AS_OF, 0),
            line(NO_DEBT, "*", AS_OF, 0),
            line(last, "*", AS_OF, 0),
            line(NO_DEBT, "BTC", AS_OF + 1, 0));
    List<KeyedLine> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(shuffled.stream().sorted(KeyedLine.ORDER).toList()).isEqualTo(ordered);
  }

  private static KeyedLine line(AggregateValues values, String price, long asOf, int revision) {
    return KeyedLine.of(
        new RiskAggregate(new AggregateHeader(price, asOf, 1, 1, revision, List.of()), values));
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static String json(String text) {
    return text.replace("\n", "").replace('`', '"');
  }
}
