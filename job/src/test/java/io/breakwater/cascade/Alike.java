package io.breakwater.cascade;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where two records differ: numbers by more than a share of them and what rounding each of many
 * contributions can come to, all else by anything.
 */
public final class Alike {
  private static final BigDecimal SHARE = new BigDecimal("1e-8");

  private final BigDecimal rounding;
  private final List<String> differences = new ArrayList<>();

  private Alike(BigDecimal rounding) {
    this.rounding = rounding;
  }

  /**
   * The differences, each with its place.
   *
   * @param rounding by which sums may differ besides
   */
  public static List<String> differences(Object one, Object other, BigDecimal rounding) {
    Alike alike = new Alike(rounding);
    alike.compare(one, other, "");
    return alike.differences;
  }

  private void compare(Object one, Object other, String place) {
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      BigDecimal allowed = a.abs().max(b.abs()).multiply(SHARE).add(rounding);
      if (a.subtract(b).abs().compareTo(allowed) > 0) {
        differ(one, other, place);
      }
    } else if (one instanceof List<?> a && other instanceof List<?> b) {
      compareLists(a, b, place);
    } else if (one instanceof Record && other instanceof Record) {
      compareRecords(one, other, place);
    } else if (!Objects.equals(one, other)) {
      differ(one, other, place);
    }
  }

  private void compareLists(List<?> one, List<?> other, String place) {
    if (one.size() != other.size()) {
      differ(one, other, place);
      return;
    }
    for (int i = 0; i < one.size(); i++) {
      compare(one.get(i), other.get(i), place + "[" + i + "]");
    }
  }

  private void compareRecords(Object one, Object other, String place) {
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      try {
        compare(
            component.getAccessor().invoke(one),
            component.getAccessor().invoke(other),
            place + "." + component.getName());
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void differ(Object one, Object other, String place) {
    differences.add(place + ": " + one + " against " + other);
  }
}
