package io.breakwater.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where two lines differ: decimals by more than a share of them, and besides by what rounding each
 * account's contribution to a sum can come to, or a ratio; all else by anything.
 */
final class LinesAlike {
  private static final BigDecimal SHARE = new BigDecimal("1e-8");
  private static final BigDecimal MONEY = new BigDecimal("0.000001");
  private static final BigDecimal SIZE = new BigDecimal("0.00000001");
  private static final BigDecimal RATIO = new BigDecimal("0.000001");

  /** Fields that are no sums. */
  private static final Set<String> PRICES =
      Set.of("mark", "value", "lowest", "highest", "from", "to", "depth");

  private static final Set<String> SIZES = Set.of("size", "sizeToPush");

  private static final Set<String> RATIOS = Set.of("coverage", "leverage", "openInterestToDepth");

  /** Of notionals that are rounded to 0.01, which floating point does not always do half-even. */
  private static final Set<String> SHARES = Set.of("herfindahl", "topShares");

  private static final BigDecimal OF_SHARES = new BigDecimal("0.00001");

  /** Of a size that was rounded; who compares sizes need not compare it. */
  private static final String OF_SIZE = "notionalAtShock";

  private final BigDecimal accounts;
  private final List<String> differences = new ArrayList<>();

  private LinesAlike(int accounts) {
    this.accounts = BigDecimal.valueOf(accounts);
  }

  /**
   * The differences, each with its place.
   *
   * @param accounts of which there are sums
   */
  static List<String> differences(JsonNode one, JsonNode other, int accounts) {
    LinesAlike alike = new LinesAlike(accounts);
    alike.compare(one, other, "", "");
    return alike.differences;
  }

  /** By how much a field may differ besides its share. */
  private BigDecimal rounding(String field) {
    if (PRICES.contains(field)) {
      return BigDecimal.ZERO;
    }
    if (RATIOS.contains(field)) {
      return RATIO;
    }
    if (SHARES.contains(field)) {
      return OF_SHARES;
    }
    return accounts.multiply(SIZES.contains(field) ? SIZE : MONEY);
  }

  private void compare(JsonNode one, JsonNode other, String field, String place) {
    if (one.isObject() && other.isObject()) {
      compareObjects(one, other, place);
    } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        compare(one.get(i), other.get(i), field, place + "[" + i + "]");
      }
    } else if (!one.equals(other) && !isAlike(one, other, field)) {
      differences.add(place + ": " + one + " against " + other);
    }
  }

  private void compareObjects(JsonNode one, JsonNode other, String place) {
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    names.remove(OF_SIZE);
    for (String name : names) {
      compare(one.path(name), other.path(name), name, place + "." + name);
    }
  }

  private boolean isAlike(JsonNode one, JsonNode other, String field) {
    BigDecimal a = decimal(one);
    BigDecimal b = decimal(other);
    if (a == null || b == null) {
      return false;
    }
    BigDecimal allowed = a.abs().max(b.abs()).multiply(SHARE);
    return a.subtract(b).abs().compareTo(allowed.add(rounding(field))) <= 0;
  }

  /** A decimal string; null for all else. */
  private static BigDecimal decimal(JsonNode node) {
    try {
      return node.isTextual() ? new BigDecimal(node.asText()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
