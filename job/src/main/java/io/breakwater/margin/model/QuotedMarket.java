package io.breakwater.margin.model;

import java.math.BigDecimal;

/** A market that also knows where its values come from. */
public interface QuotedMarket extends Market {
  /** The accepted value of a factor with its provenance; null while there is none. */
  AcceptedPrice quote(String factor);

  @Override
  default BigDecimal value(String factor) {
    AcceptedPrice quote = quote(factor);
    return quote == null ? null : quote.value();
  }
}
