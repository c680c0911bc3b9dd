package dev.perennial.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a stack in AWS, by whoever can't call it; with what {@link StackPathTest} has. */
class DeployedTest {
  @TempDir private Path folder = Path.of("");

  private record Ran(int code, String out, String err) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apply",
        "rescore",
        "republish --line a/b",
        "import-customers pom.xml",
        "duplicates"
      })
  void aStackOnAwsNeedsARegionAndCredentials(String command) throws Exception {
    var nowhere = onAws(command + " --stack shop", Map.of());
    assertEquals(1, nowhere.code(), nowhere.out());
    assertEquals(
        "no AWS region: set AWS_REGION, or AWS_PROFILE to a profile that has a region\n",
        nowhere.err());
    var nobody = onAws(command + " --stack shop", Map.of("AWS_REGION", "eu-west-1"));
    assertEquals(1, nobody.code(), nobody.out());
    assertEquals(1, nobody.err().lines().count(), nobody.err());
    assertTrue(
        nobody.err().contains("no AWS credentials: set AWS_ACCESS_KEY_ID and "), nobody.err());
  }

  /**
   * What is asked of a stack without a programme, what is said, and whether anything is written.
   */
  @ParameterizedTest
  @CsvSource({
    "apply --stack shop,           1, 'currency, GBP, and its zone, Europe/London, can', false",
    "apply --stack shop --dry-run, 0, nothing is written,                              false",
    "apply --stack shop --yes,     0, version 000001 holds from 1970-01-01T00:00:00Z,  true"
  })
  void theFirstProgrammeIsWrittenByWhoeverSaysYes(
      String command, int code, String said, boolean writes) throws Exception {
    try (var aws = new ProgrammeTable()) {
      var ran = onAws(command, aws.environment());
      assertEquals(code, ran.code(), ran.err());
      assertTrue((code == 0 ? ran.out() : ran.err()).contains(said), ran.out() + ran.err());
      assertEquals(writes, aws.calls().contains("PutItem"));
    }
  }

  @Test
  void whereNothingChangesNoCustomerIsRead() throws Exception {
    try (var aws = new ProgrammeTable()) {
      assertEquals(0, onAws("apply --stack shop --yes", aws.environment()).code());
      assertTrue(aws.calls().contains("Scan"), "names are compared with what was sold");
      aws.forgetCalls();
      var again = onAws("apply --stack shop", aws.environment());
      assertEquals("version 000001 is what was applied last; nothing changed\n", again.out());
      assertEquals(Set.of("Query"), Set.copyOf(aws.calls()));
    }
  }

  /** In a process of its own: what AWS is to be called with is in the environment. */
  private Ran onAws(String command, Map<String, String> environment) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var home = "-Dperennial.home=" + Path.of("../..").toRealPath();
    var path = System.getProperty("java.class.path");
    var line = new ArrayList<>(List.of(java, home, "-cp", path, Perennial.class.getName()));
    line.addAll(List.of(command.split(" ", -1)));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var process = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    process.environment().clear();
    process.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    process.environment().put("AWS_CONFIG_FILE", folder.resolve("config").toString());
    process.environment().put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("keys").toString());
    process.environment().putAll(environment);
    var code = process.start().waitFor();
    return new Ran(code, Files.readString(out), Files.readString(err));
  }
}
