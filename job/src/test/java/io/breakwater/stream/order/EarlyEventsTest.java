package io.breakwater.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyEventsTest {
  private final EarlyEvents early = new EarlyEvents();
  private final List<Object> drained = new ArrayList<>();

  @Test
  void whatIsDueLeavesInTheOrderOfEvents() {
    MarketEvent parameters = Inputs.instrumentChange(2_500);
    MarketEvent policy = Inputs.policyChange(3_000);
    MarketEvent price = Inputs.priceChange(3_000);
    AccountUpdate first = Inputs.cash("b", 2_000, 1);
    AccountUpdate between = Inputs.cash("a", 3_000, 7);
    AccountUpdate last = Inputs.cash("a", 3_500, 2);
    early.add(last);
    early.add(between);
    early.add(first);
    early.add(parameters);
    early.add(policy);
    early.add(price);

    drainTo(3);

    assertThat(drained).containsExactly(first, parameters, policy, between, price, last);
    assertThat(early.size()).isZero();
  }

  @Test
  void whatIsNotDueStays() {
    AccountUpdate now = Inputs.cash("a", 1_999, 1);
    AccountUpdate later = Inputs.cash("a", 2_000, 2);
    MarketEvent event = Inputs.priceChange(2_000);
    early.add(later);
    early.add(now);
    early.add(event);

    drainTo(1);

    assertThat(drained).containsExactly(now);
    assertThat(early.events()).containsExactly(event);
    assertThat(early.updatesByAccount()).containsOnlyKeys("a");
    assertThat(early.updatesByAccount().get("a")).containsExactly(later);
  }

  @Test
  void partsOfOneEventApplyAsTheyCameAlsoAfterTheyWereStored() {
    List<AccountUpdate> parts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      parts.add(Inputs.update("a", 1_000, 5, AccountChange.Parts.of(BigDecimal.valueOf(i))));
    }
    parts.forEach(early::add);
    EarlyEvents restored = new EarlyEvents();
    early.updatesByAccount().get("a").forEach(restored::add);

    drainTo(1);

    assertThat(drained).isEqualTo(parts);
    drained.clear();
    restored.drainTo(1, drained::add, drained::add);
    assertThat(drained).isEqualTo(parts);
  }

  private void drainTo(long millis) {
    early.drainTo(millis, drained::add, drained::add);
  }
}
