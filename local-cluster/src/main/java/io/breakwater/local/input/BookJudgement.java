package io.breakwater.local.input;

import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.judge.FactorJudge;
import io.breakwater.oracle.judge.FactorState;
import io.breakwater.oracle.judge.Judge;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.value.Origin;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;

/** What the judge says of the price of a book: it stands for one value of each of its sources. */
final class BookJudgement implements FactorJudge.Output {
  private RefusedException refused;

  private BookJudgement() {}

  /**
   * Judges.
   *
   * @param factor with terms of judging
   * @throws RefusedException for a price that its scale cannot tell
   */
  static Judgement of(RiskFactorParameters factor, BigDecimal price) {
    JudgingTerms terms = factor.inForce().judging();
    BookJudgement heard = new BookJudgement();
    FactorJudge judge = new FactorJudge(factor.id(), FactorState.EMPTY, heard);
    judge.parameters(factor, 0);
    long sequence = 0;
    for (SourceTerms source : terms.sources()) {
      sequence++;
      judge.price(
          new OraclePrice(
              factor.id(), null, source.source(), price, null, 0, sequence, Origin.NONE),
          0);
    }
    if (heard.refused != null) {
      throw heard.refused;
    }
    return Judge.judge(terms, judge.state().judge(), 0, false).judgement();
  }

  @Override
  public void judged(Verdict verdict) {
    // The judge is asked once all have spoken.
  }

  @Override
  public void refused(OraclePrice price, RefusedException why) {
    refused = why;
  }

  @Override
  public void unjudged(OraclePrice price) {
    throw new IllegalArgumentException("the factor has terms: " + price);
  }

  @Override
  public void duplicate() {
    throw new IllegalStateException("each source speaks once");
  }

  @Override
  public void older() {
    throw new IllegalStateException("each source speaks once");
  }
}
