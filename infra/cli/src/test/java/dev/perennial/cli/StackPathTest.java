package dev.perennial.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands on the class path of a command that works on a deployed stack. */
class StackPathTest {
  private static final Path TOP = Path.of("../..");

  /** The emulator's, and what it is tested and measured with. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "(?i)DynamoDBLocal|sqlite|jetty|mockito|jmh|perennial-(emulator|replay|pages|laptop|bench)"
              + "|infra/(emulator|replay|pages|laptop|bench)/");

  @TempDir private Path folder = Path.of("");

  /** Of this module's tests, which is that of target/lib and JUnit. */
  @Test
  void itHasNoEmulator() {
    var path = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    assertTrue(path.stream().anyMatch(each -> each.contains("picocli")), path::toString);
    assertEquals(List.of(), path.stream().filter(each -> UNWANTED.matcher(each).find()).toList());
    assertEquals(Optional.empty(), LocalStacks.onClassPath());
    assertEquals(Optional.empty(), SyntheticPass.onClassPath());
  }

  @Test
  void itHasEveryCommandThatTakesAStack() {
    var commands =
        Perennial.commandLine().getSubcommands().entrySet().stream()
            .filter(each -> each.getValue().getCommandSpec().findOption("--stack") != null)
            .map(each -> each.getKey())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of("apply", "duplicates", "import-customers", "rescore", "republish", "results", "why"),
        commands);
  }

  @ParameterizedTest
  @CsvSource({
    "apply --stack shop --dry-run, cli",
    "rescore --stack=shop, cli",
    "apply --data folder, laptop",
    "dry-run thanks --stack shop, laptop",
    "up, laptop",
    "--help, laptop"
  })
  void theLaunchScriptChoosesIt(String arguments, String module) throws Exception {
    var script = copy("perennial");
    copy("infra/tools/jdk.sh");
    write("infra/cli/target/perennial.jar", "");
    write("infra/laptop/target/perennial.jar", "");
    var line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(arguments.split(" ", -1)));
    var process = new ProcessBuilder(line).redirectErrorStream(true);
    process.environment().put("JAVA_HOME", jdk().toString());
    var running = process.start();
    var told = new String(running.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, running.waitFor(), told);
    var target = folder.toRealPath().resolve("infra/" + module + "/target");
    var path = target.resolve("perennial.jar") + ":" + target.resolve("lib/*");
    assertTrue(told.lines().toList().containsAll(List.of("-cp", path)), told);
    assertTrue(told.endsWith(String.join("\n", line.subList(1, line.size())) + "\n"), told);
  }

  /** Something that the script takes for a JDK, whose java tells what it was started with. */
  private Path jdk() throws IOException {
    write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
    executable(write("jdk/bin/javac", ""));
    executable(write("jdk/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n"));
    return folder.resolve("jdk");
  }

  private Path copy(String file) throws IOException {
    return executable(write(file, Files.readString(TOP.resolve(file))));
  }

  private Path write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static Path executable(Path file) {
    assertTrue(file.toFile().setExecutable(true), file::toString);
    return file;
  }
}
