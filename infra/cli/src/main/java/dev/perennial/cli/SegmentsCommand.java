package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.audit.Members;
import dev.perennial.domain.segments.Clause;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.programme.SegmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segments}: who is in one, before it is applied and after. */
@Command(
    name = "segments",
    description = "Counts segments, tries a file before it is applied, says why someone is in.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SegmentsCommand.ListAll.class,
      SegmentsCommand.Preview.class,
      SegmentsCommand.Explain.class
    })
public final class SegmentsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var lines = Objects.requireNonNull(spec).commandLine();
    lines.usage(lines.getErr());
    return 2;
  }

  /** What is asked of the members of segments. */
  interface Question<T> {
    T of(Members members) throws IOException, ProgrammeFault;
  }

  /** What all three are asked. */
  static final class Asked {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "The database's folder")
    private Path data = Path.of("");

    @Option(names = "--json", description = "One JSON object for machines")
    private boolean json;

    <T> T of(Question<T> question) throws IOException, ProgrammeFault {
      try (var stack = OpenStack.of(data)) {
        var rules = stack.rules();
        var members = new Members(stack.stores().customers(), rules, stack.now());
        return question.of(members);
      }
    }
  }

  /** {@code segments list}. */
  @Command(
      name = "list",
      description = "Every segment in force, and how many customers are in it now.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Mixin private Asked asked = new Asked();
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      Map<String, Long> counts = asked.of(Members::counts);
      if (asked.json) {
        var json = JsonNodeFactory.instance.objectNode();
        var segments = json.putObject("segments");
        counts.forEach(segments::put);
        out.println(json);
      } else {
        counts.forEach((id, count) -> out.printf("%-24s %,10d%n", id, count));
      }
      return 0;
    }
  }

  /** {@code segments preview}. */
  @Command(
      name = "preview",
      description = "Who would be in a segment, by its file; nothing is written.",
      mixinStandardHelpOptions = true)
  static final class Preview implements Callable<Integer> {
    @Mixin private Asked asked = new Asked();

    @Parameters(paramLabel = "FILE", description = "A segment as under programme/segments/")
    private Path file = Path.of("");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      if (!Files.isRegularFile(file)) {
        throw new Failed(file + " is not a file");
      }
      var preview =
          asked.of(members -> members.preview(SegmentFile.pattern(file, members.programme())));
      if (asked.json) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("customers", preview.members()).put("of", preview.of());
        var sample = json.putArray("sample");
        preview.sample().forEach(sample::add);
        out.println(json);
      } else {
        out.printf("%,d of %,d customers%n", preview.members(), preview.of());
        preview.sample().forEach(out::println);
      }
      return 0;
    }
  }

  /** {@code segments explain}. */
  @Command(
      name = "explain",
      description = "Why a customer is in a segment or not: each clause with what it found.",
      mixinStandardHelpOptions = true)
  static final class Explain implements Callable<Integer> {
    @Mixin private Asked asked = new Asked();

    @Parameters(index = "0", paramLabel = "CUSTOMER", description = "The customer's id")
    private String customerId = "";

    @Parameters(index = "1", paramLabel = "SEGMENT", description = "Its id, or a file")
    private String segment = "";

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      var clause = asked.of(members -> explain(members));
      if (asked.json) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("customerId", customerId).put("segment", segment);
        out.println(clause.put(json));
      } else {
        var is = clause.met() ? " is in " : " is not in ";
        out.println(customerId + is + segment);
        out.print(clause.told("  "));
      }
      return 0;
    }

    private Clause explain(Members members) throws IOException, ProgrammeFault {
      var file = Path.of(segment);
      var pattern =
          Files.isRegularFile(file)
              ? SegmentFile.pattern(file, members.programme())
              : members
                  .pattern(segment)
                  .orElseThrow(
                      () ->
                          new Failed(
                              segment + " is neither a file nor one of " + members.segments()));
      return members
          .explain(customerId, pattern)
          .orElseThrow(() -> new Failed("there is no customer " + customerId));
    }
  }
}
