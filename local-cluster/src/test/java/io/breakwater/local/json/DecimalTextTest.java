package io.breakwater.local.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "007, 7",
    "1234.500, 1234.5",
    "-0.000000000000000001, -0.000000000000000001",
    "1e-7, 0.0000001",
    "1.13443E-05, 0.0000113443",
    "-2.5e+3, -2500",
    "0e900, 0",
    "99999999999999999999.999999999999999999, 99999999999999999999.999999999999999999",
  })
  void reads(String text, String value) {
    assertThat(DecimalText.parse(text)).isEqualTo(new BigDecimal(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1e",
        "e5",
        "1e5.5",
        "1e20",
        "1e-19",
        "1e999",
        "1e-999",
        "1e1000000000",
        "+1",
        ".5",
        "5.",
        "1,000",
        "0x10",
        "NaN",
        "Infinity",
        "--1",
        "1 2",
        "100000000000000000000",
        "0.0000000000000000001",
        "١"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> DecimalText.parse(text)).isInstanceOf(RefusedException.class);
  }

  @Test
  void refusesTextsThatWouldBeCostly() {
    assertThatThrownBy(() -> DecimalText.parse("9".repeat(1_000_000)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("1000000 characters");
  }
}
