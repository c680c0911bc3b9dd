package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Schedule;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.mail.Templates;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.runtime.programme.RulesLog.Kind;
import dev.perennial.runtime.programme.StoredFiles;
import dev.perennial.runtime.programme.StoredLists;
import dev.perennial.storage.form.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files under {@code programme/}, read, checked and compiled once: to be looked at, compared
 * with what holds, and put into force, whole or not at all.
 */
public final class Activation {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The version of files that aren't numbered yet. */
  private static final String NEXT = "0";

  private static final String TEMPLATES = "templates";

  private final ProgrammeFiles files;
  private final Programme programme;
  private final List<CompiledTemplate> templates;
  private final List<Finding> warnings;

  private Activation(ProgrammeCheck.Checked checked) {
    files = checked.files();
    programme = checked.programme();
    templates = checked.templates();
    warnings = checked.warnings();
  }

  /**
   * Reads and checks the files of a folder.
   *
   * @throws ProgrammeFault naming every mistake with its file and line
   */
  public static Activation of(Path folder) throws IOException, ProgrammeFault {
    return new Activation(ProgrammeCheck.of(folder, NEXT));
  }

  /** Whether a programme was ever applied. */
  public static boolean done(ProgrammeStore store) {
    return last(store).isPresent();
  }

  /** What applying came to. */
  public sealed interface Outcome {
    /** A new version holds from an instant. */
    record Applied(String version, Instant from) implements Outcome {}

    /** The files are what holds already. */
    record Unchanged(String version) implements Outcome {}
  }

  /** What the files say, not numbered yet. */
  public Programme programme() {
    return programme;
  }

  /** Whether the files are what was applied last. */
  public boolean isLast(ProgrammeStore store) throws IOException {
    var last = last(store);
    return last.isPresent() && isSameAs(last.get());
  }

  /** What may be meant as it is in files without mistakes, and seldom is, each with its place. */
  public List<String> warnings() {
    return Finding.told(warnings);
  }

  /** What of the files fits nearly, and not quite, to the shop's customers and what they bought. */
  public List<String> slips(CustomerStore customers) {
    var slips = new ArrayList<>(SoldNames.slips(files, customers));
    slips.addAll(UnknownCustomers.of(files, customers));
    return Finding.told(slips);
  }

  /** Schedules of which no time is still to come, each with its place. */
  public List<String> passed(Instant now) {
    var zone = programme.shop().zone();
    var passed = new ArrayList<Finding>();
    for (var campaign : programme.get(CampaignSet.SECTION).all()) {
      if (campaign.trigger() instanceof Trigger.OnSchedule on
          && !(on.schedule() instanceof Schedule.Now)
          && on.schedule().after(LocalDateTime.ofInstant(now, zone)).isEmpty()) {
        var path = "campaigns/" + campaign.id() + "/trigger/schedule";
        passed.add(
            new Finding(
                files.place(path),
                "%s: has passed in %s, and begins for nobody any more; right is a time to come, or now"
                    .formatted(path, zone)));
      }
    }
    return Finding.told(passed);
  }

  /**
   * Applies the files as the next version.
   *
   * @param secret random bytes, kept by the first version to sign shoppers' links
   * @throws ProgrammeFault when the shop's zone or currency would change under a ledger: days and
   *     amounts that were recorded are of the zone and currency before
   */
  public Outcome apply(Stores stores, byte[] secret, Instant now)
      throws IOException, ProgrammeFault {
    return apply(stores, secret, now, RulesInForce.REMEMBERED);
  }

  /**
   * The same after a notice of one's own.
   *
   * @param notice until it holds: as long as functions may remember the programme before
   */
  public Outcome apply(Stores stores, byte[] secret, Instant now, Duration notice)
      throws IOException, ProgrammeFault {
    var store = stores.programme();
    while (true) {
      var log = new RulesLog(store);
      var all = log.after("");
      var before = all.stream().filter(d -> RulesLog.kind(d) == Kind.PROGRAMME).toList();
      var version = RulesLog.next(all);
      if (!before.isEmpty() && isSameAs(before.getLast())) {
        return new Outcome.Unchanged(before.getLast().version());
      }
      if (!before.isEmpty()) {
        keepsLedger(before.getLast(), stores.customers());
      }
      // the first holds from the earliest instant that an order may have
      var from = before.isEmpty() ? Instant.EPOCH : now.plus(notice);
      LinkSecret.keep(store, secret);
      for (var template : templates) {
        Templates.documents(template, version).forEach(store::putNew);
      }
      StoredLists.documents(files.json()).forEach(store::putNew);
      // last, since it is what makes the version one
      var body = JsonNodeFactory.instance.objectNode();
      body.put("effectiveFrom", from.toString()).setAll(content());
      if (log.put(version, Kind.PROGRAMME, body.toString())) {
        return new Outcome.Applied(version, from);
      }
    }
  }

  /**
   * What applying the files would change, and for whom; empty when it would change nothing, or when
   * nothing was applied before.
   *
   * @throws ProgrammeFault as {@link #apply} does
   */
  public Optional<Preview> preview(Stores stores, Instant now) throws IOException, ProgrammeFault {
    var last = last(stores.programme());
    if (last.isEmpty() || isSameAs(last.get())) {
      return Optional.empty();
    }
    keepsLedger(last.get(), stores.customers());
    // what was applied last, even if it doesn't hold yet
    var rules = new RulesInForce(stores.programme()).at(now.plus(RulesInForce.REMEMBERED));
    var next = new Rules(programme, rules.boundaries(), rules.predictors(), rules.versions());
    return Optional.of(
        Preview.of(
            withTemplates(contentOf(last.get())),
            withTemplates(content()),
            rules,
            next,
            stores.customers(),
            now));
  }

  private static Optional<Document> last(ProgrammeStore store) {
    return new RulesLog(store)
        .after("").stream()
            .filter(each -> RulesLog.kind(each) == Kind.PROGRAMME)
            .reduce((_, later) -> later);
  }

  private void keepsLedger(Document before, CustomerStore customers)
      throws IOException, ProgrammeFault {
    var shop = filesOf(before).path("shop");
    var mistakes = new ArrayList<String>();
    for (var fixed : List.of("zone", "currency")) {
      var old = shop.path(fixed).asText();
      var wanted = files.json().path("shop").path(fixed).asText();
      if (!wanted.equals(old)) {
        mistakes.add(
            "%s: %s must stay \"%s\", not become \"%s\": customers are recorded in it already"
                .formatted(files.place("shop/" + fixed), fixed, old, wanted));
      }
    }
    if (!mistakes.isEmpty() && anyAccount(customers)) {
      throw new ProgrammeFault(mistakes);
    }
  }

  private static boolean anyAccount(CustomerStore customers) {
    String cursor = null;
    do {
      var page = customers.scan(new CustomerStore.Part(0, 1), cursor);
      if (page.customers().stream().anyMatch(customer -> customer.account() != null)) {
        return true;
      }
      cursor = page.cursor();
    } while (cursor != null);
    return false;
  }

  private static JsonNode filesOf(Document document) throws IOException {
    return StoredFiles.of(contentOf(document));
  }

  private static ObjectNode contentOf(Document document) throws IOException {
    return (ObjectNode) MAPPER.readTree(RulesLog.content(document));
  }

  /** The files of what is stored, and by their digests the templates beside them. */
  private static JsonNode withTemplates(ObjectNode content) {
    var all = (ObjectNode) StoredFiles.of(content);
    all.set(TEMPLATES, content.path(TEMPLATES));
    return all;
  }

  private ObjectNode content() {
    var content = JsonNodeFactory.instance.objectNode();
    StoredFiles.put(content, files.json());
    var digests = content.putObject(TEMPLATES);
    templates.forEach(each -> digests.put(each.id(), Digest.of(Json.write(each))));
    return content;
  }

  private boolean isSameAs(Document document) throws IOException {
    var applied = contentOf(document);
    applied.remove("effectiveFrom");
    return applied.toString().equals(content().toString());
  }
}
