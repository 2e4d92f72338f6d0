package io.breakwater.margin.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * One kind of element of an account: how they are told apart, and how what comes is merged into
 * what is known. Both are in order, so that the work is linear in their sizes together.
 *
 * @param order in which elements that compare equal are the same one
 * @param isEmpty whether a value says that there is none
 * @param saysLike whether two values say the same
 */
record ElementKind<T>(Comparator<T> order, Predicate<T> isEmpty, BiPredicate<T, T> saysLike) {
  static final ElementKind<Balance> BALANCE =
      new ElementKind<>(Balance.ORDER, Balance::isEmpty, Balance::saysLike);
  static final ElementKind<Position> POSITION =
      new ElementKind<>(Position.ORDER, Position::isEmpty, Position::equals);

  /** What a whole state of a sequence leaves: itself, under what is newer. */
  List<Element<T>> replaced(List<Element<T>> known, List<T> state, long sequence) {
    return merged(
        known,
        at(sequence, state),
        (old, told) -> old != null && old.sequence() > sequence ? old : told);
  }

  /** What parts of a sequence leave, each judged by itself. */
  List<Element<T>> updated(
      List<Element<T>> known, List<T> parts, long sequence, PartsVerdict verdict) {
    return merged(
        known,
        at(sequence, parts),
        (old, told) ->
            told == null || !verdict.takes(old, told, this::same, isEmpty.test(told.value()))
                ? old
                : told);
  }

  private static <T> List<Element<T>> at(long sequence, List<T> values) {
    List<Element<T>> elements = new ArrayList<>(values.size());
    for (T value : values) {
      elements.add(new Element<>(value, sequence));
    }
    return elements;
  }

  private boolean same(T known, T told) {
    return saysLike.test(known, told) || (isEmpty.test(known) && isEmpty.test(told));
  }

  /**
   * Two ordered lists as one.
   *
   * @param choice what stays of what is known and what is told, one of which may be null; null for
   *     nothing
   */
  private List<Element<T>> merged(
      List<Element<T>> known, List<Element<T>> told, BinaryOperator<Element<T>> choice) {
    List<Element<T>> merged = new ArrayList<>(known.size() + told.size());
    int k = 0;
    int t = 0;
    while (k < known.size() || t < told.size()) {
      int side = side(known, k, told, t);
      Element<T> chosen =
          choice.apply(side <= 0 ? known.get(k++) : null, side >= 0 ? told.get(t++) : null);
      if (chosen != null) {
        merged.add(chosen);
      }
    }
    return merged;
  }

  /** Below 0 where the next element is only known, above 0 where it is only told. */
  private int side(List<Element<T>> known, int k, List<Element<T>> told, int t) {
    if (k == known.size()) {
      return 1;
    }
    return t == told.size() ? -1 : order.compare(known.get(k).value(), told.get(t).value());
  }

  /** How many elements are there, those that were removed left out. */
  int count(List<Element<T>> elements) {
    int count = 0;
    for (Element<T> element : elements) {
      count += isEmpty.test(element.value()) ? 0 : 1;
    }
    return count;
  }

  /** Without the removals up to a sequence. */
  List<Element<T>> withoutRemovals(List<Element<T>> elements, long upTo) {
    List<Element<T>> rest = new ArrayList<>(elements.size());
    for (Element<T> element : elements) {
      if (element.sequence() > upTo || !isEmpty.test(element.value())) {
        rest.add(element);
      }
    }
    return rest;
  }
}
