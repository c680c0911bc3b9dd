package dev.perennial.local.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeReader;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.doors.LinkSecret;
import dev.perennial.doors.RulesInForce;
import dev.perennial.mail.Templates;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.mail.render.TemplateFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts the files under {@code programme/} into force, whole or not at all. */
public final class Applying {
  private Applying() {}

  /** What applying came to. */
  public sealed interface Outcome {
    /** A new version holds from an instant. */
    record Applied(Programme programme, Instant from) implements Outcome {}

    /** The files are what holds already. */
    record Unchanged(String version) implements Outcome {}
  }

  /**
   * Reads and validates the files of a folder.
   *
   * @throws ProgrammeFault naming every mistake with its file and line
   */
  public static Programme check(Path folder) throws IOException, ProgrammeFault {
    return read(folder, "0").programme;
  }

  /**
   * Applies the files of a folder as the next version.
   *
   * @param secret random bytes, kept by the first version to sign shoppers' links
   */
  public static Outcome apply(Path folder, ProgrammeStore store, byte[] secret, Instant now)
      throws IOException, ProgrammeFault {
    var before = store.after(RulesInForce.PROGRAMME, "");
    var version = "%06d".formatted(before.size() + 1);
    var read = read(folder, version);
    // the first holds from the beginning of time, so that imports may be older than it
    var from = before.isEmpty() ? Instant.EPOCH : now.plus(RulesInForce.REMEMBERED);
    if (!before.isEmpty() && sameAs(before.getLast(), read)) {
      return new Outcome.Unchanged(before.getLast().version());
    }
    LinkSecret.keep(store, secret);
    for (var template : read.templates) {
      store.putNew(Templates.document(template, version));
    }
    // last, since it is what makes the version one
    var body = JsonNodeFactory.instance.objectNode();
    body.put("effectiveFrom", from.toString());
    body.set("files", read.files.json());
    body.set("templates", digests(read));
    store.putNew(new Document(RulesInForce.PROGRAMME, version, body.toString()));
    return new Outcome.Applied(read.programme, from);
  }

  private record Read(
      ProgrammeFiles files, Programme programme, List<CompiledTemplate> templates) {}

  private static Read read(Path folder, String version) throws IOException, ProgrammeFault {
    var files = ProgrammeFiles.read(folder);
    var mistakes = new ArrayList<>(files.mistakes());
    List<CompiledTemplate> templates = List.of();
    try {
      templates = new MjmlTemplates().compileAll(folder.resolve("templates"));
    } catch (TemplateFault e) {
      mistakes.add("templates/" + e.getMessage());
    }
    if (!mistakes.isEmpty()) {
      throw new ProgrammeFault(mistakes);
    }
    return switch (ProgrammeReader.read(version, files.json())) {
      case ProgrammeReader.Outcome.Wrong wrong -> {
        wrong
            .mistakes()
            .forEach(
                each ->
                    mistakes.add(
                        files.place(each.path()) + ": " + each.path() + " " + each.what()));
        throw new ProgrammeFault(mistakes);
      }
      case ProgrammeReader.Outcome.Right right -> {
        for (var campaign : right.programme().campaigns().all()) {
          if (templates.stream().noneMatch(each -> each.id().equals(campaign.template()))) {
            throw new ProgrammeFault(
                List.of(
                    files.place("campaigns/" + campaign.id() + "/steps")
                        + ": there is no templates/"
                        + campaign.template()
                        + ".mjml"));
          }
        }
        yield new Read(files, right.programme(), templates);
      }
    };
  }

  private static com.fasterxml.jackson.databind.JsonNode digests(Read read) {
    var digests = JsonNodeFactory.instance.objectNode();
    for (var template : read.templates) {
      digests.put(
          template.id(),
          dev.perennial.domain.json.Digest.of(dev.perennial.domain.json.Json.write(template)));
    }
    return digests;
  }

  private static boolean sameAs(Document document, Read read) throws IOException {
    var body = new com.fasterxml.jackson.databind.json.JsonMapper().readTree(document.body());
    return body.path("files").toString().equals(read.files.json().toString())
        && body.path("templates").toString().equals(digests(read).toString());
  }
}
