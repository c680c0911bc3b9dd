package dev.perennial.programme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Step;
import dev.perennial.domain.programme.Programme;
import dev.perennial.mail.render.BarePrints.Print;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.mail.render.LiquidTemplate;
import dev.perennial.mail.render.MailRenderer;
import dev.perennial.mail.render.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tries templates as customers would who lack one thing or another, and with the shop's samples: a
 * mail that prints what is not there is held, and nobody reads that it is.
 */
final class TemplateTrial {
  /** What is there together or not at all; each alone, and what is missing with it. */
  private static final Map<String, Set<String>> TOGETHER =
      Map.of(
          "points.expiring", Set.of("points.expiresOn"),
          "points.expiresOn", Set.of("points.expiring"),
          "points.earned", Set.of("points.activeOn", "purchase.id"),
          "purchase.id", Set.of("points.activeOn", "points.earned"),
          "usual.orderValue", Set.of("usual.overdueDays"));

  private static final List<String> OPTIONAL =
      List.of(
          "customer.name",
          "customer.givenName",
          "customer.familyName",
          "customer.language",
          "points.earned",
          "points.activeOn",
          "points.worth",
          "points.expiring",
          "points.expiresOn",
          "usual.orderValue",
          "usual.overdueDays",
          "purchase.id",
          "coupon.code",
          "coupon.name",
          "coupon.off",
          "coupon.minimumOrder",
          "coupon.expiresOn",
          "shop.url");

  private static final String ATTRIBUTE = "customer.attributes.";
  private static final Set<String> OF_PURCHASES =
      Set.of("points.earned", "points.activeOn", "purchase.id");
  private static final Set<String> OF_COUPONS =
      Set.of("coupon.code", "coupon.name", "coupon.off", "coupon.minimumOrder", "coupon.expiresOn");
  private static final String NO_MODEL = "is no JSON object, so the template isn't tried with it";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path folder;
  private final ProgrammeFiles files;
  private final Programme programme;
  private final List<Finding> mistakes;
  private final List<Finding> warnings;

  TemplateTrial(
      Path folder,
      ProgrammeFiles files,
      Programme programme,
      List<Finding> mistakes,
      List<Finding> warnings) {
    this.folder = folder;
    this.files = files;
    this.programme = programme;
    this.mistakes = mistakes;
    this.warnings = warnings;
  }

  void all(List<CompiledTemplate> templates) throws IOException {
    for (var template : templates) {
      for (var name : List.of(template.id() + ".mjml", template.id() + ".txt")) {
        bare(template.id(), name);
      }
      samples(template);
    }
  }

  private void bare(String id, String name) throws IOException {
    String source;
    try {
      source = ProgrammeText.read(folder.resolve(name));
    } catch (ProgrammeText.NotUtf8 e) {
      return; // told already
    }
    var missing = missing(id);
    for (var variable : LiquidTemplate.named(source)) {
      var optional = OPTIONAL.contains(variable) || variable.startsWith(ATTRIBUTE);
      if (!optional || isAlwaysThere(id, variable)) {
        continue;
      }
      var absent = new HashSet<>(TOGETHER.getOrDefault(variable, Set.of()));
      absent.removeIf(each -> isAlwaysThere(id, each));
      absent.add(variable);
      for (var print : LiquidTemplate.printedBare(source, absent)) {
        if (print.variable().equals(variable)) {
          tell(name, print, missing.contains(variable));
        }
      }
    }
  }

  private void tell(String name, Print print, boolean isNeverThere) {
    var at = new Place("templates/" + name, print.line(), print.column());
    var variable = print.variable();
    var right = "print it with | default: \"...\", or inside {%% if %s %%}".formatted(variable);
    if (isNeverThere && print.always()) {
      mistakes.add(
          new Finding(
              at, variable + " is printed and never there, so no mail would be sent: " + right));
    } else {
      warnings.add(
          new Finding(
              at, variable + " is printed bare, and who has none gets no mail at all: " + right));
    }
  }

  private List<Campaign> campaigns(String id) {
    return programme.get(CampaignSet.SECTION).all().stream()
        .filter(campaign -> campaign.templates().contains(id))
        .toList();
  }

  /** Whether what begins a campaign is a purchase, and nothing else. */
  private static boolean isOfPurchases(Campaign campaign) {
    if (!(campaign.trigger() instanceof Trigger.OnEvent on)) {
      return false;
    }
    try {
      var types = MAPPER.readTree(on.pattern()).path("detail-type");
      return !types.isEmpty()
          && types.valueStream().allMatch(each -> each.asText().equals("Purchase Recorded"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a pattern that was read is JSON", e);
    }
  }

  private static boolean issuesCoupons(Campaign campaign) {
    var found = new ArrayList<Step>();
    campaign
        .flow()
        .each(
            (_, step) -> {
              if (step instanceof Step.Coupon) {
                found.add(step);
              }
            });
    return !found.isEmpty();
  }

  private boolean isAlwaysThere(String id, String variable) {
    var campaigns = campaigns(id);
    return switch (variable) {
      case "shop.url" -> files.isBroken("shop") || programme.shop().url() != null;
      case "points.worth" -> files.isBroken("loyalty") || programme.loyalty().worth() > 0;
      case "points.earned", "purchase.id" ->
          !campaigns.isEmpty() && campaigns.stream().allMatch(TemplateTrial::isOfPurchases);
      default -> false;
    };
  }

  /** What a mail of this shop, or of the campaigns that send it, can never have. */
  private Set<String> missing(String id) {
    var missing = new TreeSet<String>();
    if (!files.isBroken("shop") && programme.shop().url() == null) {
      missing.add("shop.url");
    }
    if (!files.isBroken("loyalty") && programme.loyalty().worth() == 0) {
      missing.add("points.worth");
    }
    var campaigns = campaigns(id);
    if (!campaigns.isEmpty()
        && campaigns.stream().allMatch(each -> each.trigger() instanceof Trigger.OnSchedule)) {
      missing.addAll(OF_PURCHASES);
    }
    if (!campaigns.isEmpty() && campaigns.stream().noneMatch(TemplateTrial::issuesCoupons)) {
      missing.addAll(OF_COUPONS);
    }
    return missing;
  }

  /** The sample named as the template, and that of a stranger: what fails is told, not refused. */
  private void samples(CompiledTemplate template) throws IOException {
    for (var sample : new TreeSet<>(List.of(template.id(), "stranger"))) {
      var file = folder.resolve("samples/" + sample + ".json");
      if (!Files.exists(file)) {
        continue;
      }
      var name = "templates/samples/" + sample + ".json";
      try {
        var json = MAPPER.readTree(ProgrammeText.read(file));
        if (!json.isObject()) {
          warnings.add(new Finding(new Place(name, 1, 0), NO_MODEL));
          continue;
        }
        var model = MAPPER.convertValue(json, new TypeReference<Map<String, Object>>() {});
        if (new MailRenderer().render(template, model) instanceof Rendering.Unrenderable no
            && !isOptional(no.variable())) {
          var at = new Place("templates/" + no.file(), no.line(), 0);
          warnings.add(new Finding(at, "can't be filled in with " + name + ": " + no.reason()));
        }
      } catch (JsonProcessingException e) {
        var at = e.getLocation();
        var place =
            at == null ? new Place(name, 0, 0) : new Place(name, at.getLineNr(), at.getColumnNr());
        warnings.add(new Finding(place, NO_MODEL));
      } catch (ProgrammeText.NotUtf8 e) {
        warnings.add(new Finding(new Place(name, e.line(), 0), ProgrammeText.NotUtf8.WHAT));
      }
    }
  }

  /** What is missing in a sample is no more than it is at a customer's, and is told there. */
  private static boolean isOptional(String variable) {
    return OPTIONAL.contains(variable) || variable.startsWith(ATTRIBUTE);
  }
}
