package dev.perennial.runtime;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What stands between Lambda and a decision has its parts in an order. */
class ArchitectureTest {
  @Test
  void itsPartsHaveNoCycles() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.perennial.runtime");
    slices().matching("dev.perennial.runtime.(*)..").should().beFreeOfCycles().check(classes);
  }
}
