package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Validity;
import io.breakwater.value.Refusal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Enums go over the edge by name, so the names on both sides must agree. */
class SymbolsTest {

  @Test
  void everyConstantHasItsSymbol() {
    assertSymbols(Level.class, io.breakwater.schemas.Level.class, "UNKNOWN");
    assertSymbols(LegKind.class, io.breakwater.schemas.LegKind.class, "UNKNOWN");
    assertSymbols(CauseType.class, io.breakwater.schemas.CauseType.class, "UNKNOWN");
    assertSymbols(
        TriggerKind.class, io.breakwater.schemas.TriggerKind.class, "UNKNOWN", "EPOCH_BEGUN");
    assertSymbols(FactorKind.class, io.breakwater.schemas.FactorKind.class, "UNKNOWN");
    assertSymbols(Validity.class, io.breakwater.schemas.Validity.class, "UNKNOWN");
    assertSymbols(Side.class, io.breakwater.schemas.CascadeSide.class, "UNKNOWN");
    assertSymbols(Bound.class, io.breakwater.schemas.CascadeBound.class, "UNKNOWN");
    assertSymbols(Flag.class, io.breakwater.schemas.CascadeFlag.class, "UNKNOWN");
    assertSymbols(Refusal.class, io.breakwater.schemas.RejectReason.class, "UNKNOWN");
    assertSymbols(BalanceSide.class, io.breakwater.schemas.BalanceSide.class, "UNKNOWN");
    assertSymbols(MarginBasis.class, io.breakwater.schemas.MarginBasis.class, "UNKNOWN");
    assertSymbols(CloseOutRule.class, io.breakwater.schemas.CloseOutRule.class, "UNKNOWN");
    assertSymbols(
        InstrumentKind.class, io.breakwater.schemas.InstrumentKind.class, "UNKNOWN", "OPTION");
  }

  private static void assertSymbols(
      Class<? extends Enum<?>> domain, Class<? extends Enum<?>> avro, String... withoutConstant) {
    assertThat(names(avro))
        .containsAll(names(domain))
        .filteredOn(symbol -> !names(domain).contains(symbol))
        .containsExactlyInAnyOrder(withoutConstant);
  }

  private static List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }
}
