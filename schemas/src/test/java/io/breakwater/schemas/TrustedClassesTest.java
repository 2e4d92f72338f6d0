package io.breakwater.schemas;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustedClassesTest {

  private final ClassSecurityPredicate trustedBefore = ClassSecurityValidator.getGlobal();

  @BeforeEach
  void trustNothingOfOurs() {
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT_TRUSTED_CLASSES);
  }

  @AfterEach
  void restore() {
    ClassSecurityValidator.setGlobal(trustedBefore);
  }

  @Test
  void avroRefusesTheRecordsByItself() {
    assertThatThrownBy(() -> ClassSecurityValidator.validate(OraclePrice.class))
        .isInstanceOf(SecurityException.class);
  }

  @Test
  void installedRecordsAreTrustedAndOthersAsBefore() {
    TrustedClasses.install();
    TrustedClasses.install();

    assertThatCode(() -> ClassSecurityValidator.validate(OraclePrice.class))
        .doesNotThrowAnyException();
    assertThatCode(() -> ClassSecurityValidator.validate(String.class)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class))
        .isInstanceOf(SecurityException.class);
  }
}
