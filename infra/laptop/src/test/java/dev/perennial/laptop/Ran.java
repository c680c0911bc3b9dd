package dev.perennial.laptop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.cli.Perennial;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A command that was run as a user runs it. */
public record Ran(int code, String out, String err) {
  private static final String HOME = "perennial.home";

  /** Runs a command of the project's own. */
  public static Ran run(Object... arguments) {
    return at(Project.TOP, arguments);
  }

  /** Runs a command of a clone in another folder. */
  public static Ran at(Path home, Object... arguments) {
    var before = System.getProperty(HOME, "");
    System.setProperty(HOME, home.toString());
    try {
      var out = new StringWriter();
      var err = new StringWriter();
      var code =
          Perennial.commandLine()
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
      return new Ran(code, out.toString(), err.toString());
    } finally {
      System.setProperty(HOME, before);
    }
  }

  /**
   * A copy of the project's template and the programme of tests, with a text of one of its files
   * replaced.
   */
  public static Path cloned(Path folder, String file, String from, String to) throws IOException {
    Project.copyProgramme(folder.resolve("programme"));
    Files.copy(Project.TOP.resolve("template.yaml"), folder.resolve("template.yaml"));
    var changed = folder.resolve(file);
    var text = Files.readString(changed);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " lacks " + from);
    }
    Files.writeString(changed, text.replace(from, to));
    return folder;
  }

  /** The stack of a folder, opened beside the commands. */
  public static LaptopStack open(Path data) {
    return LaptopStack.start(Options.of(Project.template(), Instant.EPOCH).withData(data));
  }

  /** What it printed with {@code --json}. */
  public JsonNode json() throws IOException {
    return new JsonMapper().readTree(out);
  }

  /** What it wrote to standard error, by line. */
  public List<String> errors() {
    return err.lines().toList();
  }
}
