package io.breakwater.local.bench.stage;

import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;

/**
 * How many changes of level there were, and a fingerprint of them all that does not depend on their
 * order: what two runs must agree on.
 *
 * @param transitions after the opening
 * @param fingerprint sum of a hash of account, market event and levels
 */
public record Tally(long transitions, long fingerprint) {
  public static final Tally NONE = new Tally(0, 0);

  public Tally plus(Tally other) {
    return new Tally(transitions + other.transitions, fingerprint + other.fingerprint);
  }

  public static Tally of(HealthTransition transition) {
    return of(
        transition.account(), transition.marketSequence(), transition.from(), transition.to());
  }

  public static Tally of(String account, long marketSequence, Level from, Level to) {
    long hash = marketSequence * 0x9E3779B97F4A7C15L + account.hashCode();
    return new Tally(1, mixed(mixed(hash) + from.code() * 8 + to.code()));
  }

  /** The finaliser of MurmurHash3. */
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
