package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.Position;
import io.breakwater.margin.fast.FastLinearModel;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies and instruments say for cascades alone changes no level: nobody is looked at. */
class CascadeTermsChangeTest {
  private static final MarginParameters LINEAR =
      Inputs.LOW.withImpact(
          new ImpactTerms(new ImpactRule.Linear(BigDecimal.TEN), null, 60, "default"));

  private ModelSeamTest.Desk desk;

  @BeforeEach
  void open() {
    desk = new ModelSeamTest.Desk(new FastLinearModel());
    desk.instrument(contract(1, Inputs.LOW));
    desk.price("ETH", "2000");
    desk.snapshot(
        "alice",
        "100",
        List.of(),
        List.of(Position.of("ETH", BigDecimal.ONE, new BigDecimal("2000"))));
  }

  private static InstrumentParameters contract(long version, MarginParameters rules) {
    return new InstrumentParameters("ETH", InstrumentKind.PERPETUAL, 8, version, rules, List.of());
  }

  private void policy(long version, PolicyTerms terms) {
    desk.desk.applyEvent(
        new MarketEvent.PolicyChange(
            ++desk.seq, desk.seq, new RiskPolicy(Inputs.POLICY, version, terms, List.of())));
  }

  @Test
  void ofAPolicy() {
    policy(1, PolicyTerms.DEFAULT);
    long decided = desk.counts.exactDecisions;

    policy(2, PolicyTerms.DEFAULT.withCascade(shock(700)));
    assertThat(desk.counts.exactDecisions).isEqualTo(decided);
    assertThat(desk.desk.market().policy().inForce().cascade().shocksBps()).containsExactly(700);

    policy(3, io.breakwater.margin.Samples.AT_EQUALITY);
    assertThat(desk.counts.exactDecisions).isGreaterThan(decided);
  }

  private static CascadeTerms shock(int bps) {
    return new CascadeTerms(
        List.of(bps), List.of(), new TreeMap<>(), List.of(), BigDecimal.TEN, true);
  }

  @Test
  void ofAnInstrument() {
    long decided = desk.counts.exactDecisions;

    desk.instrument(contract(2, LINEAR));
    assertThat(desk.counts.exactDecisions).isEqualTo(decided);
    assertThat(desk.desk.market().parameters("ETH").inForce()).isEqualTo(LINEAR);

    desk.instrument(contract(3, Inputs.HIGH));
    assertThat(desk.counts.exactDecisions).isGreaterThan(decided);
  }
}
