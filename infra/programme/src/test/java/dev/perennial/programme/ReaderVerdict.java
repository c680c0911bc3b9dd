package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.customers.AttributeTypes;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.rooms.ProgrammeReader;
import dev.perennial.domain.segments.PatternFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What {@code apply} says of one file among others that are right, parted into what a schema can
 * know and what it can't.
 *
 * @param own mistakes of the file that show in it alone, one field at a time
 * @param partly mistakes of which a schema can know some
 * @param beyond mistakes that depend on other files, or on how several values stand to each other
 */
record ReaderVerdict(List<Mistake> own, List<Mistake> partly, List<Mistake> beyond) {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static final String OTHERS =
      """
      {"shop": {"name": "G", "zone": "Europe/London", "currency": "GBP", "restDays": 5},
       "loyalty": {"earn": {"rate": 1}, "pendingDays": 14, "validMonths": 12, "tier": "member"},
       "segments": {}, "campaigns": {}}
      """;

  /** Nothing that can be named is known, so that every name will do. */
  private static final Known ANY_NAME =
      new Known("GBP", new AttributeTypes(Map.of()), null, null, List.of(), null, null, null);

  /** What other files say. */
  private static final String REFERENCES =
      "is not a file in segments/|there is no templates/|has more than the 2 decimals of GBP"
          + "|: is not known; known are (member(; .*)?)?$";

  /** How several values of the file stand to each other. */
  private static final String TOGETHER =
      "lies before from|must lie above from, so that|must be another hour than from|stands twice;"
          + " another cap|\" stands twice|stands twice, written in two ways|must be above .*: tiers"
          + " must not overlap|must be 0: everyone begins|excludes .*, which categories give|with"
          + " the window that makes|await the same .*, but a schedule"
          + " begins|/multipliers/[0-9]+/tiers/[0-9]+ .*is not known|has the step after the"
          + " 50th|lies deeper than 5 steps|is said by no event of";

  /** Of a fraction, validators know no multiples. */
  private static final String DECIMALS = "with at most three decimals";

  private static final Pattern BEYOND =
      Pattern.compile(String.join("|", REFERENCES, TOGETHER, DECIMALS));

  /** Tables that are too long for a schema, a language of its own, and what apply tries out. */
  private static final Pattern PARTLY =
      Pattern.compile(
          "is no time zone|is no currency|must be an ISO 4217 code|/schedule \"cron[(]|can match"
              + " |is never there|is none that there is|is finer than numbers|matches every"
              + " customer|Bottom must be less than top|asks for (activities|skus), of"
              + " which|/event/([$]or/[0-9]+/)*detail/[^ ]* (?!is not an EventBridge)");

  /** Whether a schema may refuse the file, or must not. */
  boolean agrees(boolean refused) {
    return refused ? !own.isEmpty() || !partly.isEmpty() : own.isEmpty();
  }

  static ReaderVerdict of(String kind, JsonNode file) {
    var path = Objects.requireNonNull(EditorSchemas.PATHS.get(kind), kind);
    var programme = others();
    var folder = path.split("/", -1);
    if (folder.length == 1) {
      programme.set(path, file);
    } else {
      programme.putObject(folder[0]).set(folder[1], file);
    }
    var mistakes = new ArrayList<Mistake>();
    if (ProgrammeReader.read("0", programme) instanceof ProgrammeReader.Outcome.Wrong wrong) {
      wrong.mistakes().stream().filter(each -> isOf(path, each)).forEach(mistakes::add);
    }
    mistakes.addAll(beyondForm(kind, path, file, List.copyOf(mistakes)));
    var verdict = new ReaderVerdict(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var mistake : mistakes) {
      var told = mistake.path() + " " + mistake.what();
      (BEYOND.matcher(told).find()
              ? verdict.beyond
              : PARTLY.matcher(told).find() ? verdict.partly : verdict.own)
          .add(mistake);
    }
    return verdict;
  }

  private static boolean isOf(String path, Mistake mistake) {
    return mistake.path().equals(path) || mistake.path().startsWith(path + "/");
  }

  private static List<Mistake> beyondForm(
      String kind, String path, JsonNode file, List<Mistake> formal) {
    return switch (kind) {
      case "segment" ->
          formal.stream().anyMatch(each -> each.path().startsWith(path + "/pattern"))
              ? List.of()
              : PatternCheck.ofSegment(path + "/pattern", file.path("pattern"), ANY_NAME);
      case "campaign" ->
          new CampaignCheck(path, file, ANY_NAME, Map.of(), null)
              .mistakes(
                  at ->
                      formal.stream()
                          .filter(each -> PatternFault.isToldBy(each.what()))
                          .noneMatch(each -> (each.path() + "/").startsWith(at + "/")));
      default -> List.of();
    };
  }

  private static ObjectNode others() {
    try {
      return (ObjectNode) MAPPER.readTree(OTHERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
