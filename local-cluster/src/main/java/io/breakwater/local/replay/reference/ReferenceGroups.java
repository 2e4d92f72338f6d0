package io.breakwater.local.replay.reference;

import io.breakwater.margin.terms.CascadeTerms.Group;
import io.breakwater.margin.terms.CascadeTerms.Member;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the groups of a policy can be, by the plainest rule: no member is a product, and no
 * product has two factors of one group in it, at any depth.
 */
final class ReferenceGroups {
  private ReferenceGroups() {}

  /**
   * Whether all terms of a policy can be.
   *
   * @param products what each derived factor is
   */
  static boolean canBe(RiskPolicy policy, Map<String, Product> products) {
    return canBe(policy.inForce(), products)
        && policy.scheduled().stream().allMatch(later -> canBe(later.terms(), products));
  }

  private static boolean canBe(PolicyTerms terms, Map<String, Product> products) {
    return terms.cascade().groups().stream().allMatch(group -> canBe(group, products));
  }

  private static boolean canBe(Group group, Map<String, Product> products) {
    List<String> members = group.members().stream().map(Member::factor).toList();
    return products.keySet().stream()
        .allMatch(
            derived -> {
              List<String> observed = new ArrayList<>();
              collect(derived, products, observed);
              return !members.contains(derived)
                  && observed.stream().filter(members::contains).count() <= 1;
            });
  }

  private static void collect(String name, Map<String, Product> products, List<String> observed) {
    Product product = products.get(name);
    if (product == null) {
      observed.add(name);
    } else {
      collect(product.left(), products, observed);
      collect(product.right(), products, observed);
    }
  }
}
