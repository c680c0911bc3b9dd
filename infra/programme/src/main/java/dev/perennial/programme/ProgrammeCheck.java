package dev.perennial.programme;

import dev.perennial.domain.customers.AttributeTypes;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.rooms.ProgrammeReader;
import dev.perennial.domain.segments.PatternFault;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.mail.render.TemplateFault;
import dev.perennial.mail.render.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a programme and checks them, each by itself and one against the other. A
 * mistake stops nothing but what follows from it: all are told at once.
 */
final class ProgrammeCheck {
  private final Path folder;
  private final ProgrammeFiles files;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  private ProgrammeCheck(Path folder, ProgrammeFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * A programme without mistakes.
   *
   * @param warnings what may be meant as it is, and seldom is
   */
  record Checked(
      ProgrammeFiles files,
      Programme programme,
      List<CompiledTemplate> templates,
      List<Finding> warnings) {}

  /**
   * Checks the files of a folder.
   *
   * @throws ProgrammeFault naming every mistake with its place
   */
  static Checked of(Path folder, String version) throws IOException, ProgrammeFault {
    if (!Files.isDirectory(folder)) {
      throw new ProgrammeFault(
          List.of(
              folder
                  + " is not a folder; a programme's holds shop.yaml and loyalty.yaml, and may hold"
                  + " attributes.yaml, rewards.yaml, rates.yaml, surveys/, lists/, segments/,"
                  + " campaigns/ and templates/"));
    }
    return new ProgrammeCheck(folder, ProgrammeFiles.read(folder)).checked(version);
  }

  private Checked checked(String version) throws IOException, ProgrammeFault {
    findings.addAll(files.mistakes());
    var formal = new ArrayList<Mistake>();
    var programme =
        switch (ProgrammeReader.read(version, files.json())) {
          case ProgrammeReader.Outcome.Right right -> right.programme();
          case ProgrammeReader.Outcome.Wrong wrong -> {
            formal.addAll(wrong.mistakes());
            yield wrong.programme();
          }
        };
    var mistakes = new ArrayList<>(formal.stream().filter(this::isOfItself).toList());
    var known = known(programme, mistakes);
    mistakes.addAll(beyondForm(known, pace(programme, mistakes), formal));
    mistakes.forEach(each -> findings.add(files.told(each)));
    var faults = new ArrayList<TemplateFault>();
    var templates =
        new MjmlTemplates(Vocabulary.STANDARD.withSurveys(names("surveys")))
            .compileAll(folder.resolve("templates"), faults);
    faults.forEach(each -> findings.add(Finding.of(each)));
    new TemplateTrial(folder.resolve("templates"), files, programme, findings, warnings)
        .all(templates);
    if (!findings.isEmpty()) {
      throw new ProgrammeFault(Finding.told(findings));
    }
    return new Checked(files, programme, templates, warnings);
  }

  /** Whether it isn't only told since another file, or the same value, could not be read. */
  private boolean isOfItself(Mistake mistake) {
    return !files.isBroken(mistake.path())
        && !(files.isBroken("loyalty") && mistake.path().matches("rewards/[^/]+/tiers/.*"))
        && !(files.isBroken("shop") && mistake.what().contains("decimals of"));
  }

  private List<String> names(String folder) {
    var names = new ArrayList<String>();
    files.json().path(folder).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private Known known(Programme programme, List<Mistake> mistakes) {
    var tiers =
        files.isBroken("loyalty") || has(mistakes, "loyalty/tier")
            ? null
            : programme.loyalty().tiers().ids();
    return new Known(
        programme.shop().currency().getCurrencyCode(),
        programme.get(AttributeTypes.SECTION),
        tiers,
        surveys(programme, mistakes),
        names("lists"),
        names("segments"),
        names("campaigns"),
        files.isBroken("rewards") ? null : names("rewards"));
  }

  private @Nullable List<Survey> surveys(Programme programme, List<Mistake> mistakes) {
    var unread = names("surveys").stream().anyMatch(each -> files.isBroken("surveys/" + each));
    return unread || has(mistakes, "surveys/") ? null : programme.get(Survey.SECTION).list();
  }

  private @Nullable Pace pace(Programme programme, List<Mistake> mistakes) {
    return files.isBroken("shop") || has(mistakes, "shop/") ? null : programme.shop().pace();
  }

  private static boolean has(List<Mistake> mistakes, String path) {
    return mistakes.stream().anyMatch(each -> each.path().startsWith(path));
  }

  /**
   * What segments and campaigns name that isn't there; what isn't formed rightly is told already.
   */
  private List<Mistake> beyondForm(Known known, @Nullable Pace pace, List<Mistake> formal)
      throws IOException {
    var mistakes = new ArrayList<Mistake>();
    for (var segment : files.json().path("segments").properties()) {
      var path = "segments/" + segment.getKey() + "/pattern";
      if (!has(formal, path) && !files.isBroken(path)) {
        var pattern = segment.getValue().path("pattern");
        mistakes.addAll(PatternCheck.ofSegment(path, pattern, known));
      }
    }
    for (var campaign : files.json().path("campaigns").properties()) {
      var path = "campaigns/" + campaign.getKey();
      if (!files.isBroken(path)) {
        var check = new CampaignCheck(path, campaign.getValue(), known, templates(), pace);
        // a pattern that is none can't be tried out
        mistakes.addAll(
            check.mistakes(
                at ->
                    formal.stream()
                        .filter(each -> PatternFault.isToldBy(each.what()))
                        .noneMatch(each -> (each.path() + "/").startsWith(at + "/"))));
      }
    }
    return mistakes;
  }

  /**
   * The templates' text by their ids; letters beyond ASCII, which nobody looks for, as they come.
   */
  private Map<String, String> templates() throws IOException {
    var texts = new HashMap<String, String>();
    var all = folder.resolve("templates");
    if (Files.isDirectory(all)) {
      try (var list = Files.list(all)) {
        for (var file : list.toList()) {
          var name = file.getFileName().toString();
          if (name.endsWith(".mjml")) {
            var id = name.substring(0, name.length() - ".mjml".length());
            texts.put(id, Files.readString(file, StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    return texts;
  }
}
