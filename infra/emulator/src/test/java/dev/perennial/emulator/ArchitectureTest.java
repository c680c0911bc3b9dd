package dev.perennial.emulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.perennial.domain.schedules.Cron;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Invoker;
import org.junit.jupiter.api.Test;

/** The emulator runs any template: it knows no shop. */
class ArchitectureTest {
  private static final JavaClasses EMULATOR = classesOfMain();

  private static JavaClasses classesOfMain() {
    // a dependency's name is enough: to read those of the SDK takes seconds
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.perennial.emulator");
  }

  @Test
  void ofTheProjectItKnowsOnlyHowAFunctionReachesAwsAndHowAwsWritesCron() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("dev.perennial..")
                .or(resideInAPackage("dev.perennial.emulator.."))
                .or(belongToAnyOf(Cloud.class, Cloud.Retries.class, Invoker.class, Cron.class)))
        .check(EMULATOR);
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching("dev.perennial.emulator.(**)").should().beFreeOfCycles().check(EMULATOR);
  }
}
