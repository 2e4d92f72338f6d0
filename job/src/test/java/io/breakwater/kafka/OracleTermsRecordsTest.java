package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.schemas.OracleSource;
import io.breakwater.schemas.OracleTerms;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OracleTermsRecordsTest {
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 316_224_001, Long.MAX_VALUE})
  void aGraceOutsideOfItsRangeIsRefused(long seconds) {
    OracleTerms terms =
        OracleTerms.newBuilder()
            .setSources(
                List.of(
                    OracleSource.newBuilder()
                        .setSource("s")
                        .setWeight(BigDecimal.ONE)
                        .setHeartbeatSeconds(null)
                        .setMaximumAgeSeconds(null)
                        .build()))
            .setMinimumSources(null)
            .setMinimumPrice(null)
            .setMaximumPrice(null)
            .setRecoveryGraceSeconds(seconds)
            .build();

    assertThatThrownBy(() -> OracleTermsRecords.toDomain(terms))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("ten years");
  }
}
