package io.breakwater.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The directions of dependency in the local cluster. */
class ArchitectureTest {
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

  private static final JavaClasses LOCAL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.breakwater.local");

  @Test
  void noRoomsDependOnEachOtherInACircle() {
    slices().assignedFrom(ROOMS).should().beFreeOfCycles().check(LOCAL);
  }

  /** Who reads files or shows figures does not need a cluster for it. */
  @Test
  void filesAreReadWithoutAClusterOrACommand() {
    noClasses()
        .that()
        .resideInAnyPackage("io.breakwater.local.input..", "io.breakwater.local.json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.breakwater.local.cluster..",
            "io.breakwater.local.live..",
            "io.breakwater.local.replay..",
            "io.breakwater.local.bench..",
            "org.apache.flink..",
            "org.apache.kafka..")
        .check(LOCAL);
  }

  @Test
  void onlyTheCommandLineKnowsAllCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.breakwater.local")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(Main.class.getName())
        .check(LOCAL);
  }
}
