package io.breakwater.local.recovery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.schemas.HealthTransition;
import io.breakwater.schemas.LiquidationTrigger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Records of the job beside those of the reference. */
final class SameRecords {
  private SameRecords() {}

  /** Each change of level of the reference once, those of an account in order, and no other. */
  static void requireTransitions(JobRun run, Reference reference, long seed) {
    List<HealthTransition> expected = reference.transitions();
    assertThat(expected).as("seed %d", seed).hasSizeGreaterThan(1_000);
    requireSame(
        byAccount(run.transitions(), HealthTransition::getAccount),
        byAccount(expected, HealthTransition::getAccount),
        seed);
  }

  static void requireSame(
      Map<String, List<String>> actual, Map<String, List<String>> expected, long seed) {
    assertThat(actual.keySet()).as("accounts, seed %d", seed).isEqualTo(expected.keySet());
    expected.forEach(
        (account, records) ->
            assertThat(actual.get(account))
                .as("%s, seed %d", account, seed)
                .containsExactlyElementsOf(records));
  }

  /** By their texts: Avro cannot compare decimals in optional fields of arrays. */
  static <T> Map<String, List<String>> byAccount(List<T> records, Function<T, String> account) {
    return records.stream()
        .collect(groupingBy(account, TreeMap::new, mapping(Object::toString, toList())));
  }

  static Set<String> texts(List<LiquidationTrigger> triggers) {
    return triggers.stream().map(Object::toString).collect(toSet());
  }
}
