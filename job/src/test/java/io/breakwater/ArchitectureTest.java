package io.breakwater;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Calendar;
import java.util.Date;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The directions of dependency, and the few other things that hold everywhere. */
class ArchitectureTest {
  private static final String ROOT = "io.breakwater";
  private static final String VALUE = "io.breakwater.value..";
  private static final String COLLECTIONS = "io.breakwater.collections..";
  private static final String MARGIN = "io.breakwater.margin..";

  /** Where floating point rules accounts out, by a proven bound. It decides nowhere. */
  private static final String FAST = "io.breakwater.margin.fast..";

  private static final String MIRROR = "io.breakwater.margin.mirror..";
  private static final String LINEAR = "io.breakwater.margin.linear..";

  private static final String ORACLE = "io.breakwater.oracle..";
  private static final String CASCADE = "io.breakwater.cascade..";
  private static final String STREAM = "io.breakwater.stream..";
  private static final String KAFKA = "io.breakwater.kafka..";
  private static final String SCHEMAS = "io.breakwater.schemas..";
  private static final String[] KAFKA_AND_AVRO = {
    SCHEMAS, "org.apache.avro..", "org.apache.kafka..", "org.apache.flink.connector.kafka.."
  };

  /** Each package, however deep, is a room of its own. */
  private static final SliceAssignment ROOMS =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          return javaClass.getPackageName().startsWith("io.breakwater")
              ? SliceIdentifier.of(javaClass.getPackageName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "every package";
        }
      };

  private static final JavaClasses JOB =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages(ROOT);

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
    void valuesAndCollectionsArePure() {
      check(onlyDependOn(VALUE, VALUE));
      check(onlyDependOn(COLLECTIONS, COLLECTIONS, VALUE));
    }

    @Test
    void theRulesOfPricesArePure() {
      check(onlyDependOn(ORACLE, ORACLE, VALUE));
    }

    @Test
    void theRulesOfMarginArePure() {
      check(onlyDependOn(MARGIN, MARGIN, ORACLE, VALUE));
    }

    /** The rest of the job knows the contract alone. */
    @Test
    void aModelIsKnownOnlyToItselfAndWhereModelsAreListed() {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackages(LINEAR, FAST, "io.breakwater.margin")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(LINEAR, FAST));
    }

    @Test
    void theReferenceKnowsNoModel() {
      check(
          noClasses()
              .that()
              .resideInAPackage("io.breakwater.margin.reference..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(LINEAR, FAST, MIRROR));
    }

    @Test
    void theRulesOfCascadesArePure() {
      check(onlyDependOn(CASCADE, CASCADE, MARGIN, ORACLE, COLLECTIONS, VALUE));
    }

    /** Operators load, ask, store and emit; what they ask knows nothing of Flink. */
    @Test
    void whatOperatorsAskKnowsNoOperator() {
      check(
          noClasses()
              .that()
              .resideInAnyPackage(
                  "io.breakwater.stream.event..",
                  "io.breakwater.stream.order..",
                  "io.breakwater.stream.desk..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("org.apache.flink.."));
    }

    private static ArchRule onlyDependOn(String who, String... whom) {
      return classes()
          .that()
          .resideInAPackage(who)
          .should()
          .onlyDependOnClassesThat(resideInAPackage("java..").or(resideInAnyPackage(whom)));
    }

    @Test
    void onlyTheEdgeSeesKafkaAndAvro() {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackages(KAFKA, SCHEMAS)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(KAFKA_AND_AVRO));
    }

    @Test
    void onlyTheRootAndTheOptionsSeeTheEdge() {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackages(KAFKA, ROOT, "io.breakwater.options..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(KAFKA));
    }

    @Test
    void nothingBelowSeesTheRoot() {
      check(
          noClasses()
              .that(not(resideInAPackage(ROOT)))
              .should()
              .dependOnClassesThat()
              .resideInAPackage(ROOT));
    }

    @Test
    void noRoomsDependOnEachOtherInACircle() {
      check(slices().assignedFrom(ROOMS).should().beFreeOfCycles());
    }

    @Test
    void nothingDependsOnTheLocalCluster() {
      check(noClasses().should().dependOnClassesThat().resideInAPackage("io.breakwater.local.."));
    }
  }

  @Nested
  class Everywhere {
    @Test
    void nothingButTheJobsHelpGoesToStandardOutput() {
      check(
          noClasses()
              .that()
              .doNotHaveFullyQualifiedName(BreakwaterJob.class.getName())
              .should()
              .accessField(System.class, "out"));
    }

    @Test
    void timesAreMicrosecondsOrJavaTime() {
      check(noClasses().should().dependOnClassesThat().areAssignableTo(Date.class));
      check(noClasses().should().dependOnClassesThat().areAssignableTo(Calendar.class));
    }

    @Test
    void marginIsKeptInDecimals() {
      check(
          fields()
              .that()
              .areDeclaredInClassesThat(
                  resideInAPackage(MARGIN).and(not(resideInAnyPackage(FAST, MIRROR))))
              .should()
              .notHaveRawType(double.class)
              .andShould()
              .notHaveRawType(float.class)
              .andShould()
              .notHaveRawType(double[].class)
              .andShould()
              .notHaveRawType(float[].class));
    }
  }

  @Nested
  class Tests {
    @Test
    void areNamedSoThatTheBuildRunsThem() {
      methods()
          .that()
          .areAnnotatedWith(Test.class)
          .or()
          .areAnnotatedWith(ParameterizedTest.class)
          .should()
          .beDeclaredInClassesThat(
              describe("are named *Test, *ITCase or abstract *Contract", Tests::isRunByTheBuild))
          .check(TESTS);
    }

    private static boolean isRunByTheBuild(JavaClass declaring) {
      String name = outermost(declaring).getSimpleName();
      return name.endsWith("Test") || name.endsWith("ITCase") || name.endsWith("Contract");
    }

    @Test
    void areNamedForWhatHolds() {
      methods()
          .that()
          .areAnnotatedWith(Test.class)
          .should()
          .haveNameNotMatching("test.*")
          .check(TESTS);
    }
  }
}
