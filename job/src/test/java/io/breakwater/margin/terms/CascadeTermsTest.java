package io.breakwater.margin.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.margin.terms.CascadeTerms.Group;
import io.breakwater.margin.terms.CascadeTerms.Member;
import io.breakwater.margin.terms.CascadeTerms.Scenario;
import io.breakwater.oracle.FactorGraph;
import io.breakwater.oracle.Product;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What policies and instruments may say for the systemic-cascade aggregates. */
class CascadeTermsTest {
  private static final BigDecimal ONE = BigDecimal.ONE;

  private record Case(String name, String sentence, ThrowingCallable attempt) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case("shock of 0", "0 follows 0", () -> shocks(0, 50)),
        new Case("shocks that fall", "50 follows 100", () -> shocks(100, 50)),
        new Case(
            "33 shocks",
            "at most 32",
            () -> shocks(IntStream.rangeClosed(1, 33).boxed().toArray(Integer[]::new))),
        new Case("group of nobody", "has no members", () -> group("g")),
        new Case("beta of 0", "beta of ETH is 0", () -> new Member("ETH", BigDecimal.ZERO)),
        new Case(
            "factor in two groups",
            "ETH is in two groups",
            () -> groups(group("g", "ETH"), group("h", "BTC", "ETH"))),
        new Case("factor twice in one", "twice in one", () -> groups(group("g", "ETH", "ETH"))),
        new Case(
            "two groups of one id",
            "group g is stated twice",
            () -> groups(group("g", "ETH"), group("g", "BTC"))),
        new Case(
            "fall of more than all", "falls by 10000 bps at most", () -> moves("BTC", -10_001)),
        new Case(
            "linear impact without depth",
            "depth is 0",
            () -> new ImpactRule.Linear(BigDecimal.ZERO)),
        new Case(
            "maximum above 1",
            "lies in (0, 1]",
            () -> new ImpactRule.BoundedExponential(new BigDecimal("1.01"), ONE)),
        new Case(
            "fallback of what needs none",
            "stands beside DEPTH_CURVE only",
            () -> impact(new ImpactRule.Linear(ONE), new ImpactRule.Linear(ONE), 60)),
        new Case(
            "fallback to depth",
            "a fallback is LINEAR",
            () -> impact(new ImpactRule.DepthCurve(), new ImpactRule.DepthCurve(), 60)),
        new Case(
            "age of 0", "it is 1 or more", () -> impact(new ImpactRule.DepthCurve(), null, 0)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWithASentence(Case refused) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, refused.attempt());

    assertThat(refusal)
        .isNotNull()
        .hasMessageContaining(refused.sentence())
        .hasMessageEndingWith(".");
    assertThat(refusal.reason()).isEqualTo(Refusal.INVALID_PARAMETERS);
  }

  @Test
  void decisionsRestOnNoneOfIt() {
    PolicyTerms other = PolicyTerms.DEFAULT.withCascade(groups(group("g", "ETH")));

    assertThat(other).isNotEqualTo(PolicyTerms.DEFAULT);
    assertThat(other.decidesLike(PolicyTerms.DEFAULT)).isTrue();
    assertThat(atEquality().decidesLike(PolicyTerms.DEFAULT)).isFalse();
  }

  private static PolicyTerms atEquality() {
    PolicyTerms terms = PolicyTerms.DEFAULT;
    return new PolicyTerms(
        terms.warning(),
        terms.liquidatable(),
        terms.severe(),
        terms.bankrupt(),
        true,
        CloseOutRule.FULL);
  }

  @Test
  void aGroupMayNotMoveAProductByTwoOfItsOperandsNorNameIt() {
    FactorGraph graph = new FactorGraph();
    graph.define("wstETH", new Product("wstETH/ETH", "ETH"));
    graph.define("deep", new Product("wstETH", "deep.index"));
    FactorGroups known = new FactorGroups(graph);

    assertThatCode(() -> known.requireAgreement(policy(group("g", "ETH", "stETH", "BTC"))))
        .doesNotThrowAnyException();
    assertContradicts(
        () -> known.requireAgreement(policy(group("g", "ETH", "wstETH"))),
        "group g names wstETH, which derives from wstETH/ETH and ETH");
    assertContradicts(
        () -> known.requireAgreement(policy(group("g", "ETH", "deep.index"))),
        "group g names ETH and deep.index, which are both in the product deep");
  }

  @Test
  void soItIsWhereTheGroupsComeFirst() {
    FactorGraph graph = new FactorGraph();
    FactorGroups groups = new FactorGroups(graph);
    groups.follow(policy(group("g", "ETH", "stETH", "rate", "index")));
    graph.define("outer", new Product("inner", "index"));

    assertThatCode(() -> groups.requireAgreement("ETH", null)).doesNotThrowAnyException();
    assertThatCode(() -> groups.requireAgreement("free", new Product("ETH", "other")))
        .doesNotThrowAnyException();
    assertContradicts(
        () -> groups.requireAgreement("stETH", new Product("other", "another")),
        "group g names stETH, which derives from");
    assertContradicts(
        () -> groups.requireAgreement("P", new Product("rate", "ETH")),
        "group g names rate and ETH");
    assertContradicts(
        () -> groups.requireAgreement("inner", new Product("other", "ETH")),
        "group g names ETH and index, which are both in the product outer");
  }

  @Test
  void scheduledGroupsAreCheckedAtOnce() {
    FactorGraph graph = new FactorGraph();
    graph.define("P", new Product("A", "B"));
    PolicyTerms later = PolicyTerms.DEFAULT.withCascade(groups(group("g", "A", "B")));
    RiskPolicy policy =
        new RiskPolicy(
            "default", 1, PolicyTerms.DEFAULT, List.of(new RiskPolicy.Scheduled(7, later)));

    assertContradicts(
        () -> new FactorGroups(graph).requireAgreement(policy), "group g names A and B");
  }

  private static void assertContradicts(ThrowingCallable attempt, String sentence) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, attempt);
    assertThat(refusal).isNotNull().hasMessageContaining(sentence);
    assertThat(refusal.reason()).isEqualTo(Refusal.CONTRADICTION);
  }

  private static RiskPolicy policy(Group... groups) {
    return new RiskPolicy("default", 1, PolicyTerms.DEFAULT.withCascade(groups(groups)), List.of());
  }

  private static Group group(String id, String... factors) {
    return new Group(id, Arrays.stream(factors).map(factor -> new Member(factor, ONE)).toList());
  }

  private static CascadeTerms groups(Group... groups) {
    return terms(List.of(50), List.of(groups), List.of());
  }

  private static CascadeTerms shocks(Integer... bps) {
    return terms(List.of(bps), List.of(), List.of());
  }

  private static CascadeTerms moves(String factor, int bps) {
    return terms(
        List.of(50), List.of(), List.of(new Scenario("s", new TreeMap<>(Map.of(factor, bps)))));
  }

  private static CascadeTerms terms(
      List<Integer> shocks, List<Group> groups, List<Scenario> scenarios) {
    return new CascadeTerms(
        shocks, groups, Collections.emptySortedMap(), scenarios, BigDecimal.ZERO, false);
  }

  private static ImpactTerms impact(ImpactRule rule, ImpactRule fallback, int age) {
    return new ImpactTerms(rule, fallback, age, "default");
  }
}
