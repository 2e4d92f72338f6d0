package io.breakwater.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.oracle.judge.Published;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * One account under a venue's public rules, and the interval in which the venue's own formula
 * leaves it alone.
 *
 * @param name venue, and what is held
 * @param book as {@code explain} reads it
 * @param factor the observed price that the interval is of
 * @param below where the venue starts to liquidate as the price falls; null for nowhere
 * @param above where the venue starts to liquidate as the price rises; null for nowhere
 * @param published numbers that the venue itself prints of this account
 */
record VenueExample(
    String name,
    String book,
    String factor,
    BigDecimal below,
    BigDecimal above,
    List<Published> published) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of prices; a book takes 18. */
  private static final int DECIMALS = 12;

  /**
   * A number that the venue prints.
   *
   * @param pointer where {@code explain --json} says it
   * @param value as printed
   * @param rounding by how much the venue's digits may stand off
   */
  record Published(String pointer, String value, String rounding) {}

  /** An account that is liquidated at no price of the factor, and of which nothing is printed. */
  static VenueExample of(String name, String factor, String book) {
    return new VenueExample(name, book, factor, null, null, List.of());
  }

  /** The same account, liquidated at these. */
  VenueExample ends(BigDecimal lower, BigDecimal upper) {
    return new VenueExample(name, book, factor, lower, upper, published);
  }

  /** The same account, of which the venue prints this too. */
  VenueExample printed(String pointer, String value, String rounding) {
    return new VenueExample(
        name, book, factor, below, above, List.of(new Published(pointer, value, rounding)));
  }

  static BigDecimal quotient(String over, String under) {
    return new BigDecimal(over).divide(new BigDecimal(under), MathContext.DECIMAL128);
  }

  /** The same account at another price of the factor. */
  String bookAt(BigDecimal price) {
    ObjectNode moved = tree();
    ((ObjectNode) moved.get("prices"))
        .put(factor, price.setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString());
    return moved.toString();
  }

  /**
   * The same account, in which nothing shares a factor: what was priced by another's factor, or by
   * a product, has a price of its own, of the same value.
   */
  String bookTakenApart() {
    ObjectNode apart = tree();
    ObjectNode prices = (ObjectNode) apart.get("prices");
    apart.path("factors").forEach(product -> observe(product, prices));
    apart.remove("factors");
    apart.get("instruments").forEach(instrument -> separate((ObjectNode) instrument, prices));
    prices.retain(apart.get("instruments").findValuesAsText("id"));
    return apart.toString();
  }

  private static void observe(JsonNode product, ObjectNode prices) {
    BigDecimal value = BigDecimal.ONE;
    for (JsonNode operand : product.get("product")) {
      value = value.multiply(new BigDecimal(prices.get(operand.asText()).asText()));
    }
    prices.put(product.get("id").asText(), value.toPlainString());
  }

  private static void separate(ObjectNode instrument, ObjectNode prices) {
    JsonNode shared = instrument.remove("price");
    if (shared != null) {
      prices.set(instrument.get("id").asText(), prices.get(shared.asText()));
    }
  }

  private ObjectNode tree() {
    try {
      return (ObjectNode) JSON.readTree(book);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
