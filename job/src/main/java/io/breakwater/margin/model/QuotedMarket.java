package io.breakwater.margin.model;

import java.math.BigDecimal;

/** A market that also knows where its prices come from. */
public interface QuotedMarket extends Market {
  /** The accepted price of an instrument with its provenance; null while there is none. */
  AcceptedPrice quote(String instrument);

  @Override
  default BigDecimal price(String instrument) {
    AcceptedPrice quote = quote(instrument);
    return quote == null ? null : quote.value();
  }
}
