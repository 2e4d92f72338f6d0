package io.breakwater.margin.terms;

import io.breakwater.margin.terms.CascadeTerms.Group;
import io.breakwater.margin.terms.CascadeTerms.Member;
import io.breakwater.oracle.FactorGraph;
import io.breakwater.oracle.Product;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The groups of the policy that is followed, in force and scheduled, against what derives from
 * what: members are observed, and of a derived factor at most one operand is in one group. So a
 * move of a price moves each factor along one of its operands. Not thread-safe.
 */
public final class FactorGroups {
  private final FactorGraph graph;
  private List<Group> groups = List.of();

  /** Without a policy yet. */
  public FactorGroups(FactorGraph graph) {
    this.graph = graph;
  }

  /** Takes the groups of a policy, after {@link #requireAgreement(RiskPolicy)}. */
  public void follow(RiskPolicy policy) {
    groups = of(policy);
  }

  private static List<Group> of(RiskPolicy policy) {
    return Stream.concat(
            Stream.of(policy.inForce()),
            policy.scheduled().stream().map(RiskPolicy.Scheduled::terms))
        .flatMap(terms -> terms.cascade().groups().stream())
        .toList();
  }

  /**
   * Checks the groups of a policy against all factors that are known; changes nothing.
   *
   * @throws RefusedException {@link Refusal#CONTRADICTION} where a member derives from others, or
   *     two factors of one group are in one product
   */
  public void requireAgreement(RiskPolicy policy) {
    Map<String, List<String>> observed = graph.observed();
    of(policy).forEach(group -> require(group, observed));
  }

  /**
   * Checks what a factor is to derive from against the groups; changes nothing.
   *
   * @param product null for an observed factor
   * @throws RefusedException as {@link #requireAgreement(RiskPolicy)}
   */
  public void requireAgreement(String factor, Product product) {
    if (product != null && !groups.isEmpty()) {
      Map<String, List<String>> observed = graph.observedIf(factor, product);
      groups.forEach(group -> require(group, observed));
    }
  }

  private static void require(Group group, Map<String, List<String>> observedOfDerived) {
    List<String> members = group.members().stream().map(Member::factor).toList();
    observedOfDerived.forEach(
        (derived, observed) -> {
          if (members.contains(derived)) {
            throw new RefusedException(
                Refusal.CONTRADICTION,
                "group %s names %s, which derives from %s: name observed factors, what derives from them moves along."
                    .formatted(group.id(), derived, String.join(" and ", observed)));
          }
          List<String> moved = observed.stream().filter(members::contains).toList();
          if (moved.size() > 1) {
            throw new RefusedException(
                Refusal.CONTRADICTION,
                "group %s names %s, which are both in the product %s: at most one operand of a product may be in one group."
                    .formatted(group.id(), String.join(" and ", moved), derived));
          }
        });
  }
}
