package io.breakwater.margin.terms;

import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the policy says of the systemic-cascade aggregates: which moves are asked about, what moves
 * together, and what counts as dust. No level follows from any of it.
 *
 * @param shocksBps moves of a price, basis points, rising, each above 0
 * @param groups of observed factors that always move together, a factor in one at most
 * @param betas of observed factors under joint shocks
 * @param scenarios named joint moves
 * @param dustValue notional below which an account's backlog is told apart, numeraire, 0 or more
 * @param stopAtIncentive whether liquidators of deposits stop where the average fill costs more
 *     than the incentive
 */
public record CascadeTerms(
    List<Integer> shocksBps,
    List<Group> groups,
    SortedMap<String, BigDecimal> betas,
    List<Scenario> scenarios,
    BigDecimal dustValue,
    boolean stopAtIncentive) {
  public static final List<Integer> DEFAULT_SHOCKS_BPS =
      List.of(50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000);
  public static final BigDecimal DEFAULT_DUST_VALUE = BigDecimal.valueOf(100);

  /**
   * The default shocks, no groups, betas or scenarios, dust below 100, no stop at the incentive.
   */
  public static final CascadeTerms DEFAULT =
      new CascadeTerms(
          DEFAULT_SHOCKS_BPS, List.of(), new TreeMap<>(), List.of(), DEFAULT_DUST_VALUE, false);

  /** The most shocks, groups, members of one, betas, scenarios, and moves of one. */
  public static final int MOST = 1000;

  private static final int MOST_SHOCKS = 32;
  private static final int WHOLE_BPS = 10_000;

  /**
   * Observed factors that always move together.
   *
   * @param members one or more, each once
   */
  public record Group(String id, List<Member> members) {
    public Group {
      id = Texts.id(id, "group id");
      members = atMost(members, MOST, "group " + id);
      if (members.isEmpty()) {
        throw invalid("group " + id + " has no members: name the factors that move together.");
      }
    }
  }

  /**
   * A factor of a group.
   *
   * @param factor id of an observed factor
   * @param beta how far it moves, against the others' betas; not 0
   */
  public record Member(String factor, BigDecimal beta) {
    public Member {
      factor = Texts.id(factor, "factor of a group");
      beta = Decimals.checked(beta, "beta of " + factor);
      if (beta.signum() == 0) {
        throw invalid("beta of " + factor + " is 0: leave it out of the group.");
      }
    }
  }

  /**
   * Named moves of factors, all at once.
   *
   * @param moves basis points by factor, −10000 or more
   */
  public record Scenario(String id, SortedMap<String, Integer> moves) {
    public Scenario {
      id = Texts.id(id, "scenario id");
      for (Map.Entry<String, Integer> move : moves.entrySet()) {
        Texts.id(move.getKey(), "factor of scenario " + id);
        if (move.getValue() < -WHOLE_BPS) {
          throw invalid(
              "scenario %s moves %s by %d bps: a price falls by 10000 bps at most."
                  .formatted(id, move.getKey(), move.getValue()));
        }
      }
      if (moves.size() > MOST) {
        throw tooMany("scenario " + id, MOST);
      }
      moves = Collections.unmodifiableSortedMap(new TreeMap<>(moves));
    }
  }

  /**
   * @throws RefusedException {@link Refusal#INVALID_PARAMETERS} for shocks that do not rise, a
   *     factor in two groups, ids that repeat, or too many of anything
   */
  public CascadeTerms {
    shocksBps = atMost(shocksBps, MOST_SHOCKS, "shocksBps");
    int last = 0;
    for (int bps : shocksBps) {
      if (bps <= last) {
        throw invalid("shocksBps must rise, from above 0: " + bps + " follows " + last + ".");
      }
      last = bps;
    }
    groups = atMost(groups, MOST, "groups");
    requireOneGroupEach(groups);
    scenarios = atMost(scenarios, MOST, "scenarios");
    requireDistinct(scenarios.stream().map(Scenario::id).toList(), "scenario");
    requireDistinct(groups.stream().map(Group::id).toList(), "group");
    if (betas.size() > MOST) {
      throw tooMany("betas", MOST);
    }
    SortedMap<String, BigDecimal> checked = new TreeMap<>();
    betas.forEach(
        (factor, beta) ->
            checked.put(
                Texts.id(factor, "factor of betas"), Decimals.checked(beta, "beta of " + factor)));
    betas = Collections.unmodifiableSortedMap(checked);
    dustValue = Decimals.checkedNotNegative(dustValue, "dustValue");
  }

  private static void requireOneGroupEach(List<Group> groups) {
    Set<String> seen = new HashSet<>();
    for (Group group : groups) {
      for (Member member : group.members()) {
        if (!seen.add(member.factor())) {
          throw invalid(
              "factor " + member.factor() + " is in two groups, or twice in one: one move is one.");
        }
      }
    }
  }

  private static void requireDistinct(List<String> ids, String what) {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!seen.add(id)) {
        throw invalid(what + " " + id + " is stated twice.");
      }
    }
  }

  private static <T> List<T> atMost(List<T> list, int most, String what) {
    if (list.size() > most) {
      throw tooMany(what, most);
    }
    return List.copyOf(list);
  }

  private static RefusedException tooMany(String what, int most) {
    return invalid("%s: at most %d are taken.".formatted(what, most));
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(Refusal.INVALID_PARAMETERS, message);
  }
}
