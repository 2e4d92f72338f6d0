package io.breakwater;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.breakwater.margin.BoundFinder;
import io.breakwater.margin.CompactAccount;
import io.breakwater.margin.FloatMarket;
import io.breakwater.margin.MoveStatistics;
import io.breakwater.margin.Screen;

/** The direction of dependency, and what may live in which package. */
@AnalyzeClasses(packages = "io.breakwater", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String MARGIN = "io.breakwater.margin..";
  private static final String ORACLE = "io.breakwater.oracle..";
  private static final String STREAM = "io.breakwater.stream..";
  private static final String KAFKA = "io.breakwater.kafka..";
  private static final String ROOT = "io.breakwater";
  private static final String SCHEMAS = "io.breakwater.schemas..";

  /** Where floating point rules accounts out, by a proven bound. It decides nowhere. */
  private static final Set<String> FLOATING_POINT =
      Set.of(
          "BoundFinder",
          "CompactAccount",
          "FloatMarket",
          "MoveStatistics",
          "Screen",
          "ScreenTiers");

  private static final JavaClasses JOB =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static boolean keepsDecimals(JavaClass margin) {
    return !FLOATING_POINT.contains(outermost(margin).getSimpleName());
  }

  private static JavaClass outermost(JavaClass inner) {
    JavaClass outer = inner;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(JOB);
  }

  @Nested
  class Dependencies {
    @Test
    void theRulesOfMarginArePure() {
      check(onlyDependOn(MARGIN, MARGIN));
    }

    @Test
    void theRulesOfPricesArePure() {
      check(onlyDependOn(ORACLE, ORACLE, MARGIN));
    }

    @Test
    void theRulesOfCascadesArePure() {
      check(onlyDependOn(CASCADE, CASCADE, ORACLE, MARGIN));
    }

    private static ArchRule onlyDependOn(String who, String... whom) {
      return classes()
          .that()
          .resideInAPackage(MARGIN)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", MARGIN));

  @ArchTest
  static final ArchRule ORACLE_IS_PURE =
      classes()
          .that()
          .resideInAPackage(ORACLE)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", MARGIN, ORACLE));

  @ArchTest
  static final ArchRule STREAM_KNOWS_NO_EDGE =
      noClasses()
          .that()
          .resideInAPackage(STREAM)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  KAFKA,
                  ROOT,
                  SCHEMAS,
                  "org.apache.avro..",
                  "org.apache.kafka..",
                  "org.apache.flink.connector.."));

  @ArchTest
  static final ArchRule KAFKA_KNOWS_NO_TOPOLOGY =
      noClasses()
          .that()
          .resideInAPackage(KAFKA)
          .should()
          .dependOnClassesThat(resideInAPackage(ROOT));

  @ArchTest
  static final ArchRule ONLY_KAFKA_SEES_AVRO_AND_THE_CONNECTOR =
      noClasses()
          .that()
          .resideOutsideOfPackages(KAFKA, SCHEMAS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.apache.avro..", "org.apache.kafka..", "org.apache.flink.connector.kafka.."));

  @ArchTest
  static final ArchRule FLOATING_POINT_STAYS_WHERE_ITS_ERROR_IS_BOUNDED =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(MARGIN)
          .and()
          .areDeclaredInClassesThat()
          .doNotBelongToAnyOf(
              Screen.class,
              BoundFinder.class,
              FloatMarket.class,
              MoveStatistics.class,
              CompactAccount.class)
          .and()
          .areDeclaredInClassesThat()
          .doNotHaveSimpleName("ScreenTiers")
          .should()
          .notHaveRawType(double.class)
          .andShould()
          .notHaveRawType(double[].class)
          .andShould()
          .notHaveRawType(float.class);

  @ArchTest
  static final ArchRule NOTHING_IN_THE_STAGES_PRINTS =
      noClasses()
          .that()
          .resideInAnyPackage(MARGIN, ORACLE, STREAM, KAFKA)
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
