package io.breakwater.cascade.reference;

import io.breakwater.margin.account.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The accounts of a marker that owe something.
 *
 * @param counted those that can be valued
 * @param pending those that cannot
 */
record Population(List<Counted> counted, List<Account> pending, Marker marker) {

  static Population of(Marker marker) {
    List<Counted> counted = new ArrayList<>();
    List<Account> pending = new ArrayList<>();
    for (Holder holder : marker.holders()) {
      if (holder.pending()) {
        pending.add(holder.account());
      } else if (holder.account().owes()) {
        counted.add(Counted.of(holder, marker));
      }
    }
    return new Population(counted, pending, marker);
  }

  /** The prices that an account rests on. */
  SortedSet<String> rows() {
    SortedSet<String> rows = new TreeSet<>();
    counted.forEach(each -> rows.addAll(each.prices()));
    pending.forEach(account -> rows.addAll(Counted.prices(account, marker)));
    return rows;
  }
}
