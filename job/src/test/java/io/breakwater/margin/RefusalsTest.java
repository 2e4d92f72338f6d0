package io.breakwater.margin;

import static io.breakwater.margin.Samples.asset;
import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.leg;
import static io.breakwater.margin.Samples.parameters;
import static io.breakwater.margin.Samples.perpetual;
import static io.breakwater.margin.Samples.position;
import static io.breakwater.margin.Samples.threshold;
import static io.breakwater.margin.Samples.tiers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Rounding;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each value refuses, for which reason, and what the sentence names. */
class RefusalsTest {
  private static final BigDecimal ONE = BigDecimal.ONE;

  private record Case(String name, Refusal reason, String sentence, Runnable attempt) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource({
    "tierTables",
    "ratesAndWeights",
    "instruments",
    "policies",
    "accounts",
    "identifiers",
    "decimals"
  })
  void refusesWithTheReasonAndASentence(Case refused) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, refused.attempt()::run);

    assertThat(refusal).as(refused.name()).isNotNull();
    assertThat(refusal.reason()).isEqualTo(refused.reason());
    assertThat(refusal).hasMessageContaining(refused.sentence()).hasMessageEndingWith(".");
  }

  static Stream<Case> tierTables() {
    return Stream.of(
        parameter("table that starts above 0", "start the table at 0", () -> tiers("10", "0.01")),
        parameter(
            "duplicate bounds",
            "repeats the bound",
            () -> tiers("0", "0.01", "100", "0.02", "100", "0.03")),
        parameter(
            "unordered bounds",
            "order tiers",
            () -> tiers("0", "0.01", "100", "0.02", "50", "0.03")),
        parameter("falling rates", "must not fall", () -> tiers("0", "0.02", "100", "0.01")),
        parameter("rate of 1", "rates lie in [0, 1)", () -> tiers("0", "1")),
        parameter("negative rate", "rates lie in [0, 1)", () -> tiers("0", "-0.01")),
        parameter(
            "jump in notional",
            "jumps in notional",
            () -> stated(tier("0", "0.01", "0"), tier("100", "0.02", "0"))),
        parameter(
            "first tier with a deduction",
            "jumps in notional",
            () -> stated(tier("0", "0.01", "5"))),
        refused(
            "negative bound", Refusal.OUT_OF_RANGE, "notionalFrom is -1", () -> tiers("-1", "0")));
  }

  static Stream<Case> ratesAndWeights() {
    return Stream.of(
        parameter("rate plus fee of 1", "below 1", () -> withFee("0.5", "0.5")),
        parameter("rate plus fee above 1", "below 1", () -> withFee("0.9", "0.2")),
        parameter("negative fee", "[0, 1)", () -> withFee("0.5", "-0.1")),
        parameter("fee of 1", "[0, 1)", () -> withFee("0", "1")),
        parameter("liquidation fee of 1", "[0, 1)", () -> withLiquidationFee("1")),
        parameter("deposit weight above 1", "lies in [0, 1]", () -> asset("A", "1.01", "1")),
        parameter("negative deposit weight", "lies in [0, 1]", () -> asset("A", "-0.01", "1")),
        parameter("debt weight below 1", "1 or more", () -> asset("A", "1", "0.99")),
        refused(
            "negative flat margin",
            Refusal.OUT_OF_RANGE,
            "flatMargin",
            () -> parameters(tiers("0", "0"), MarginBasis.MARK, "0", "-1")));
  }

  static Stream<Case> instruments() {
    MarginParameters rules = parameters(tiers("0", "0.01"));
    return Stream.of(
        parameter("contract without tiers", "at least one", () -> perpetual("BTC")),
        parameter("price scale of 19", "0 to 18", () -> scaled(19, rules)),
        parameter("negative price scale", "0 to 18", () -> scaled(-2, rules)),
        parameter(
            "scheduled rules without tiers",
            "at least one",
            () -> scaled(2, rules, parameters(TierTable.EMPTY))),
        refused(
            "two changes at one time",
            Refusal.CONTRADICTION,
            "two scheduled changes",
            () -> scaled(2, rules, rules, rules)),
        refused(
            "no kind",
            Refusal.UNKNOWN_KIND,
            "no known kind",
            () -> Samples.instrument("BTC", null, rules)));
  }

  static Stream<Case> policies() {
    return Stream.of(
        parameter("equal multipliers", "fall with severity", () -> terms("1", "1", "0.5", "0")),
        parameter("rising multipliers", "fall with severity", () -> terms("1", "1.1", "0.5", "0")),
        parameter("bankrupt above 0", "is 0", () -> terms("1.25", "1", "0.5", "0.1")),
        parameter("multiplier above 5", "[0, 5]", () -> terms("5.1", "1", "0.5", "0")),
        parameter("exit below entry", "at least as large", () -> threshold("1", "0.9")),
        parameter("exit above 5", "[0, 5]", () -> threshold("1", "5.1")),
        parameter(
            "exits that rise with severity", "exit multipliers must not rise", () -> risingExits()),
        refused(
            "negative multiplier",
            Refusal.OUT_OF_RANGE,
            "0 or more",
            () -> PolicyTerms.Threshold.of("-0.1")),
        refused(
            "two policy changes at one time",
            Refusal.CONTRADICTION,
            "two scheduled changes",
            () -> twoChangesAtOneTime()),
        refused(
            "no close-out rule", Refusal.UNKNOWN_KIND, "use FULL", () -> withoutCloseOutRule()));
  }

  static Stream<Case> accounts() {
    return Stream.of(
        refused(
            "one leg twice",
            Refusal.CONTRADICTION,
            "give it once",
            () -> Samples.trader("0", leg("BTC", "a", "1", "9"), leg("BTC", "a", "2", "9"))),
        refused(
            "one deposit twice",
            Refusal.CONTRADICTION,
            "give it once",
            () -> Samples.borrower("0", deposit("ETH", "1"), deposit("ETH", "2"))),
        refused(
            "an update of nothing",
            Refusal.MISSING_VALUE,
            "names no element",
            () -> new AccountChange.Parts(null, List.of(), List.of())),
        refused(
            "an update of one position, and of its removal",
            Refusal.CONTRADICTION,
            "name each element once",
            () ->
                new AccountChange.Parts(
                    null, List.of(), List.of(position("B", "1", "1"), position("B", "0", "0")))),
        refused(
            "negative entry price",
            Refusal.OUT_OF_RANGE,
            "entryPrice of BTC",
            () -> position("BTC", "1", "-1")),
        refused("negative amount", Refusal.OUT_OF_RANGE, "amount of ETH", () -> debt("ETH", "-1")),
        refused(
            "negative borrow index",
            Refusal.OUT_OF_RANGE,
            "index of ETH",
            () -> new Balance("ETH", BalanceSide.DEBT, ONE, ONE.negate())),
        refused(
            "no side",
            Refusal.UNKNOWN_KIND,
            "neither DEPOSIT nor DEBT",
            () -> Balance.of("ETH", null, ONE)),
        refused(
            "inverse position without an entry",
            Refusal.CONTRADICTION,
            "above 0",
            () -> Rounding.inverseEntry(ONE, BigDecimal.ZERO)));
  }

  static Stream<Case> identifiers() {
    return Stream.of(
        emptyId("account id", () -> new Account("", BigDecimal.ZERO, List.of(), List.of())),
        emptyId("instrument id", () -> perpetual(" ", "0", "0.01")),
        emptyId("instrument of a position", () -> position(null, "1", "1")),
        emptyId("instrument of a balance", () -> deposit("", "1")),
        emptyId("policy id", () -> new RiskPolicy("", 1, PolicyTerms.DEFAULT, List.of())),
        malformedId("account id", () -> new Account("a\ud800", ONE, List.of(), List.of())),
        malformedId("instrument id", () -> perpetual("\udc00\ud800", "0", "0.01")),
        malformedId("instrument of a position", () -> position("\ud83d", "1", "1")),
        malformedId("leg of a position", () -> leg("BTC", "\ud83dx", "1", "1")),
        malformedId("instrument of a balance", () -> deposit("unreadable \ufffd", "1")),
        malformedId(
            "policy id", () -> new RiskPolicy("\ude00", 1, PolicyTerms.DEFAULT, List.of())));
  }

  static Stream<Case> decimals() {
    return Stream.of(
        refused(
            "absent size",
            Refusal.MISSING_VALUE,
            "size of BTC is missing",
            () -> Position.of("BTC", null, ONE)),
        refused(
            "absent cash",
            Refusal.MISSING_VALUE,
            "cash of alice is missing",
            () -> new Account("alice", null, List.of(), List.of())),
        refused(
            "19 decimals",
            Refusal.OUT_OF_RANGE,
            "at most 18 decimals",
            () -> position("BTC", "0.0000000000000000001", "1")),
        refused(
            "magnitude of 1e20",
            Refusal.OUT_OF_RANGE,
            "below 1e20",
            () -> position("BTC", "-1e20", "1")));
  }

  private static Case refused(String name, Refusal reason, String sentence, Runnable attempt) {
    return new Case(name, reason, sentence, attempt);
  }

  private static Case malformedId(String name, Runnable attempt) {
    return refused(name, Refusal.MALFORMED_ID, name + " is not text", attempt);
  }

  private static Case parameter(String name, String sentence, Runnable attempt) {
    return refused(name, Refusal.INVALID_PARAMETERS, sentence, attempt);
  }

  private static Case emptyId(String name, Runnable attempt) {
    return refused("empty " + name, Refusal.EMPTY_ID, name + " is empty", attempt);
  }

  private static MarginTier tier(String from, String rate, String deduction) {
    return new MarginTier(new BigDecimal(from), new BigDecimal(rate), new BigDecimal(deduction));
  }

  private static TierTable stated(MarginTier... tiers) {
    return new TierTable(Arrays.asList(tiers));
  }

  private static MarginParameters withFee(String rate, String fee) {
    return parameters(tiers("0", "0", "100", rate), MarginBasis.MARK, fee, "0");
  }

  private static MarginParameters withLiquidationFee(String fee) {
    return new MarginParameters(
        tiers("0", "0"),
        MarginBasis.MARK,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        ONE,
        ONE,
        new BigDecimal(fee));
  }

  private static InstrumentParameters scaled(
      int priceScale, MarginParameters inForce, MarginParameters... later) {
    List<InstrumentParameters.Scheduled> changes =
        Arrays.stream(later).map(rules -> new InstrumentParameters.Scheduled(7, rules)).toList();
    return new InstrumentParameters(
        "BTC", InstrumentKind.PERPETUAL, priceScale, 1, inForce, changes);
  }

  private static PolicyTerms terms(
      String warning, String liquidatable, String severe, String bankrupt) {
    return new PolicyTerms(
        PolicyTerms.Threshold.of(warning),
        PolicyTerms.Threshold.of(liquidatable),
        PolicyTerms.Threshold.of(severe),
        PolicyTerms.Threshold.of(bankrupt),
        false,
        CloseOutRule.FULL);
  }

  private static PolicyTerms risingExits() {
    PolicyTerms base = PolicyTerms.DEFAULT;
    return new PolicyTerms(
        base.warning(),
        threshold("1", "1.3"),
        base.severe(),
        base.bankrupt(),
        false,
        CloseOutRule.FULL);
  }

  private static RiskPolicy twoChangesAtOneTime() {
    RiskPolicy.Scheduled change = new RiskPolicy.Scheduled(7, PolicyTerms.DEFAULT);
    return new RiskPolicy("policy", 1, PolicyTerms.DEFAULT, List.of(change, change));
  }

  private static PolicyTerms withoutCloseOutRule() {
    PolicyTerms base = PolicyTerms.DEFAULT;
    return new PolicyTerms(
        base.warning(), base.liquidatable(), base.severe(), base.bankrupt(), false, null);
  }
}
