package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Journeys.Happening;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeVersions;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.UnitEconomics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A customer on journeys through files as shops write them. */
abstract class PlayedJourneys {
  private static final JsonMapper MAPPER = new JsonMapper();
  static final Instant START = Instant.parse("2011-03-01T12:00:00Z");
  static final String EVERY_ORDER =
      "\"trigger\": {\"event\": {\"detail-type\": [\"Purchase Recorded\"]}}";

  private final Map<String, Programme> before = new HashMap<>();
  private int version = 1;
  Pace pace = new Pace(0, null, List.of());
  int control;
  Customer customer =
      new Customer("anna", Account.empty("anna", "member"), Example.anna("email"), null);
  CampaignSet campaigns = new CampaignSet(List.of());
  final List<String> held = new ArrayList<>();

  final void campaign(String steps) {
    campaigns("{\"c\": {" + EVERY_ORDER + ", \"steps\": " + steps + "}}");
  }

  /** The files of the next version; those of before are read by whoever asks for them. */
  final void apply(String files) {
    var programme = rules().programme();
    before.put(programme.version(), programme);
    version++;
    campaigns(files);
  }

  final void campaigns(String files) {
    var mistakes = new ArrayList<Mistake>();
    campaigns =
        new CampaignReader()
            .read(
                new Reader(json("{\"campaigns\": " + expiring(files) + "}"), "", mistakes),
                Example.rules().programme());
    assertEquals(List.of(), mistakes);
  }

  /** The files, in which a mail expires after a day unless they say when. */
  private static String expiring(String files) {
    return files.replaceAll(
        "\\{\"email\": \"([a-z]+)\"}", "{\"email\": \"$1\", \"expires\": \"1 day\"}");
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final Rules rules() {
    var rules = Example.rules();
    var shop = rules.programme().shop();
    var programme = rules.programme().with(CampaignSet.SECTION, campaigns);
    return new Rules(
        new Programme(
            Integer.toString(version),
            new Shop(
                shop.name(),
                null,
                shop.zone(),
                shop.currency(),
                false,
                pace,
                control,
                UnitEconomics.UNKNOWN,
                true),
            programme.loyalty(),
            programme.sections()),
        rules.boundaries(),
        rules.predictors(),
        new Before());
  }

  /** The files of before, as the stack has them. */
  private final class Before implements ProgrammeVersions {
    @Override
    public Optional<Programme> find(String number) {
      return Optional.ofNullable(before.get(number));
    }

    @Override
    public boolean takesAlong(String campaign, String after) {
      var since =
          before.entrySet().stream()
              .filter(each -> Integer.parseInt(each.getKey()) > Integer.parseInt(after))
              .map(each -> each.getValue().get(CampaignSet.SECTION));
      var now = Stream.of(campaigns).filter(_ -> version > Integer.parseInt(after));
      return Stream.concat(since, now)
          .flatMap(each -> each.find(campaign).stream())
          .anyMatch(each -> each.versions() == Campaign.Versions.MOVE);
    }
  }

  final Journeys at(Instant now) {
    return new Journeys(customer, Supplies.NONE, rules(), now);
  }

  final void write(Journeys.Outcome outcome) {
    outcome.held().forEach(line -> held.add(((Decided) line.event()).reason()));
    var change = outcome.change();
    if (change != null) {
      customer =
          new Customer(
              customer.customerId(),
              change.account() == null ? customer.account() : change.account(),
              customer.profile(),
              change.mailLog());
    }
  }

  final Enrolment.Outcome enter(String key, Instant at) {
    var campaign = campaigns.all().getFirst();
    var rules = rules();
    var entry = new Entry(key, at, Map.of("purchaseId", key));
    var outcome = Enrolment.decide(customer, campaign, entry, rules, at);
    if (outcome instanceof Enrolment.Outcome.Enters(Journey journey)) {
      write(assigned(campaign, journey, at).begin(journey));
    }
    return outcome;
  }

  private Journeys assigned(Campaign campaign, Journey journey, Instant at) {
    var shop = rules().programme().shop();
    var assigned = Assignments.assigned(customer, campaign, journey, shop, at);
    return new Journeys(assigned, Supplies.NONE, rules(), at);
  }

  final Instant due() {
    return Objects.requireNonNull(customer.mailLogOrNone().due());
  }

  final void hear(String line, Instant at, String detailType, String purchaseId) {
    hear(line, at, at, detailType, purchaseId);
  }

  final void hear(String line, Instant at, Instant heard, String detailType) {
    hear(line, at, heard, detailType, line);
  }

  private void hear(String line, Instant at, Instant heard, String detailType, String purchaseId) {
    var event =
        "{\"source\": \"perennial\", \"detail-type\": \"%s\", \"detail\": {\"purchaseId\": \"%s\"}}"
            .formatted(detailType, purchaseId);
    var says = purchaseId.isEmpty() ? Optional.<String>empty() : Optional.of(purchaseId);
    write(at(heard).hear(new Happening(event, line, at, _ -> says)));
  }

  final List<String> mails() {
    return List.copyOf(customer.mailLogOrNone().mails().keySet());
  }

  final Journey only() {
    return customer.mailLogOrNone().journeys().values().iterator().next();
  }
}
