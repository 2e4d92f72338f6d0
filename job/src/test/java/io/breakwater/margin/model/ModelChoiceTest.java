package io.breakwater.margin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.fast.FastLinearModel;
import io.breakwater.margin.fast.FloatMarkets;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.FrozenMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Accounts of two models, by one that chooses. */
class ModelChoiceTest extends MarginModelContract {
  private static final MarginModel CHOICE =
      new ModelChoice(List.of(new QuantoMarginModel(), new LinearButQuanto(new FastLinearModel())));

  @Override
  protected MarginModel model() {
    return CHOICE;
  }

  @Override
  protected int cases() {
    return 2_000;
  }

  @Override
  protected Valuation worth(Account account, Market market) {
    return isQuanto(account)
        ? QuantoAccounts.worth(account, market)
        : ReferenceEvaluator.value(account, market);
  }

  private static boolean isQuanto(Account account) {
    return account.positions().stream().anyMatch(QuantoMarginModel::isQuanto);
  }

  /** Of either kind. */
  @Override
  protected FixedMarket market(RandomMarkets markets, SplittableRandom random) {
    FixedMarket linear = markets.upTo(4);
    return random.nextBoolean() ? linear : QuantoAccounts.market(linear, random);
  }

  @Override
  protected Account account(RandomAccounts accounts, SplittableRandom random, FixedMarket market) {
    return market.parameters(QuantoAccounts.CONTRACT) == null
        ? accounts.in(market, "account")
        : QuantoAccounts.account("account", accounts, random, market);
  }

  @Test
  void anAccountThatNoModelTakesIsPendingWithTheReasons() {
    FixedMarket market = QuantoAccounts.market(FixedMarket.of(Samples.STRICT), random());
    Account bare = Samples.trader("1", Samples.position(QuantoAccounts.CONTRACT, "1", "1"));

    Appraisal appraisal = CHOICE.appraise(bare, market);

    assertThat(appraisal.isPending()).isTrue();
    assertThat(appraisal.account()).isEqualTo(bare);
    assertThat(appraisal.pending())
        .isEqualTo(
            "no margin model takes the account: a quanto account holds one Q- contract and one"
                + " asset; quanto contracts are not linear");
    assertThat(CHOICE.factors(bare, market)).containsExactly(QuantoAccounts.CONTRACT);
  }

  /** A deposit that counts for nothing may be what another model was chosen by. */
  @Test
  void whatCountsIsTheModelsThatTakesThat() {
    MarginModel assets = new AssetsAlone();
    MarginModel choice = new ModelChoice(List.of(assets, new LinearButQuanto(assets)));
    FixedMarket market =
        FixedMarket.of(Samples.STRICT).with(Samples.asset("ETH", "0.8", "1.1"), "100");
    Account two = Samples.borrower("-1", Samples.deposit("ETH", "1"), Samples.deposit("XRP", "1"));

    Appraisal appraisal = choice.appraise(two, market);

    assertThat(appraisal.isPending()).isFalse();
    assertThat(appraisal.account().balances()).hasSize(1);
    assertThat(appraisal.unvalued())
        .extracting(Appraisal.Unvalued::instrument)
        .containsExactly("XRP");
    assertThat(choice.value(appraisal.account(), market).equity()).isEqualByComparingTo("99");
  }

  /** Takes accounts of two assets. */
  private static final class AssetsAlone extends LinearMarginModel {
    @Override
    public String declines(Account account, Market market) {
      return account.balances().size() == 2 ? null : "not two assets";
    }
  }

  private static SplittableRandom random() {
    return new SplittableRandom(1);
  }

  /**
   * Of what the linear model made its numbers, moves are told; of what a box alone bounds, none.
   */
  @Test
  void movesAreToldOfTheAccountsWhoseModelTellsThem() {
    FixedMarket market =
        FixedMarket.of(Samples.STRICT).with(Samples.perpetual("I0", "0", "0.1"), "100");
    Account account = Samples.trader("30", Samples.position("I0", "1", "100"));
    FloatMarket numbers = FloatMarkets.of(market);
    MarginModel choice = new ModelChoice(List.of(new FastLinearModel(), new QuantoMarginModel()));
    CompactAccount compact = choice.fastForm(numbers).compact(account, market);
    MirroredAccount linear = FloatMarkets.view(numbers, market, compact, Level.HEALTHY);
    MirroredAccount quanto = FloatMarkets.view(numbers, market, compact.madeBy(1), Level.HEALTHY);
    FrozenMarket frozen = new FrozenMarket();
    frozen.take(numbers);
    FactorMoves moves = new FactorMoves(1);
    moves.add(0, 0, 1);
    MoveForm form = choice.fastForm(numbers).moveForm();
    form.begin(frozen);

    assertThat(form.look(quanto)).isFalse();
    assertThat(form.look(linear)).isTrue();
    form.along(0, moves);
    assertThat(form.equity()).isEqualTo(30);
    assertThat(form.requirement()).isEqualTo(10);
    assertThat(form.firstBelow(1)).isEqualTo(FactorMoves.NEVER);
    assertThat(form.firstBelow(-1)).isCloseTo(70 / 90.0, within(1e-15));
    assertThat(form.below(0.77, 1)).isEqualTo(MoveForm.BELOW);
    assertThat(form.below(0.78, 1)).isEqualTo(MoveForm.NOT_BELOW);
  }

  @Test
  void aChoiceIsNotAmongChoicesNorOfTooMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelChoice(List.of(CHOICE)))
        .withMessageContaining("list their models");
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelChoice(List.of()));
    MarginModel one = new QuantoMarginModel();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelChoice(Collections.nCopies(ModelChoice.MOST + 1, one)));
  }
}
