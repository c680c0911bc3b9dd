package dev.perennial.laptop;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.perennial.cli.Perennial;
import dev.perennial.testkit.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** How the modules of infra/ stand on each other; Maven lets none of them stand in a circle. */
class ArchitectureTest {
  private static final String MAIN = "/src/main/java/";

  @Test
  void noPackagesKnowEachOtherInACircle() {
    var written = new TreeSet<String>();
    for (var file : Project.files("infra")) {
      var path = file.toString().replace('\\', '/');
      if (path.contains(MAIN)) {
        var folder = path.substring(path.indexOf(MAIN) + MAIN.length(), path.lastIndexOf('/'));
        written.add(folder.replace('/', '.'));
      }
    }
    // a dependency's name is enough: to read those of the SDK takes seconds
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(written);
    var seen = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertEquals(written, new TreeSet<>(seen), "packages that this module does not see");
    slices().matching("dev.perennial.(**)").should().beFreeOfCycles().check(classes);
  }

  /**
   * The launch script leaves the emulator off the class path where it reads --stack; but for a dry
   * run, which lives by the emulator's schedules and writes nothing to the stack.
   */
  @Test
  void noCommandThatNeedsTheEmulatorTakesAStackOnAws() {
    var lines = Perennial.commandLine().getSubcommands();
    var here = Set.copyOf(new LaptopStacks().commands());
    var onAws =
        lines.entrySet().stream()
            .filter(each -> takesStack(each.getValue()))
            .filter(each -> here.contains(each.getValue().getCommand().getClass()))
            .map(each -> each.getKey())
            .toList();
    assertEquals(List.of("dry-run"), onAws);
  }

  private static boolean takesStack(CommandLine command) {
    return command.getCommandSpec().findOption("--stack") != null
        || command.getSubcommands().values().stream().anyMatch(ArchitectureTest::takesStack);
  }
}
