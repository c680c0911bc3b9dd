package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.perennial.storage.form.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the files under {@code programme/} into force, whole or not at all. */
public final class Activation {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The version of files that are only looked at: it isn't numbered yet. */
  private static final String NEXT = "0";

  private Activation() {}

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
    return read(folder, NEXT).programme;
  }

  /**
   * Applies the files of a folder as the next version.
   *
   * @param secret random bytes, kept by the first version to sign shoppers' links
   * @throws ProgrammeFault also when the shop's zone or currency would change under a ledger: days
   *     and amounts that were recorded are of the zone and currency before
   */
  public static Outcome apply(Path folder, Stores stores, byte[] secret, Instant now)
      throws IOException, ProgrammeFault {
    return apply(folder, stores, secret, now, RulesInForce.REMEMBERED);
  }

  /**
   * The same after a notice of one's own.
   *
   * @param notice until it holds: as long as functions may remember the programme before
   */
  public static Outcome apply(
      Path folder, Stores stores, byte[] secret, Instant now, Duration notice)
      throws IOException, ProgrammeFault {
    var store = stores.programme();
    while (true) {
      var log = new RulesLog(store);
      var all = log.after("");
      var before = all.stream().filter(d -> RulesLog.kind(d) == Kind.PROGRAMME).toList();
      var version = RulesLog.next(all);
      var read = read(folder, version);
      if (!before.isEmpty() && sameAs(before.getLast(), read)) {
        return new Outcome.Unchanged(before.getLast().version());
      }
      if (!before.isEmpty()) {
        keepsLedger(before.getLast(), read, stores.customers());
      }
      // the first holds from the earliest instant that an order may have
      var from = before.isEmpty() ? Instant.EPOCH : now.plus(notice);
      LinkSecret.keep(store, secret);
      for (var template : read.templates) {
        Templates.documents(template, version).forEach(store::putNew);
      }
      // last, since it is what makes the version one
      var body = JsonNodeFactory.instance.objectNode();
      body.put("effectiveFrom", from.toString()).setAll(content(read));
      if (log.put(version, Kind.PROGRAMME, body.toString())) {
        return new Outcome.Applied(read.programme, from);
      }
    }
  }

  /**
   * What applying the files of a folder would change, and for whom; empty when it would change
   * nothing, or when nothing was applied before.
   *
   * @throws ProgrammeFault as {@link #apply} does
   */
  public static Optional<Preview> preview(Path folder, Stores stores, Instant now)
      throws IOException, ProgrammeFault {
    var read = read(folder, NEXT);
    var last = last(stores.programme());
    if (last.isEmpty() || sameAs(last.get(), read)) {
      return Optional.empty();
    }
    keepsLedger(last.get(), read, stores.customers());
    // what was applied last, even if it doesn't hold yet
    var rules = new RulesInForce(stores.programme()).at(now.plus(RulesInForce.REMEMBERED));
    var files = files(last.get());
    var next = new Rules(read.programme, rules.boundaries(), rules.predictors());
    return Optional.of(Preview.of(files, read.files, rules, next, stores.customers(), now));
  }

  private static Optional<Document> last(ProgrammeStore store) {
    return new RulesLog(store)
        .after("").stream()
            .filter(each -> RulesLog.kind(each) == Kind.PROGRAMME)
            .reduce((_, later) -> later);
  }

  private record Read(
      ObjectNode files,
      ProgrammeFiles written,
      Programme programme,
      List<CompiledTemplate> templates) {
    String place(String path) {
      return written.place(path).toString();
    }
  }

  private static Read read(Path folder, String version) throws IOException, ProgrammeFault {
    var checked = ProgrammeCheck.of(folder, version);
    return new Read(
        checked.files().json(), checked.files(), checked.programme(), checked.templates());
  }

  /**
   * What may be meant as it is in a folder without mistakes, and seldom is, each with its place.
   *
   * @param customers whose purchases the names of rules are compared with; null for none
   */
  public static List<String> warnings(Path folder, @Nullable CustomerStore customers)
      throws IOException, ProgrammeFault {
    var checked = ProgrammeCheck.of(folder, NEXT);
    var warnings = new ArrayList<>(checked.warnings());
    if (customers != null) {
      warnings.addAll(SoldNames.slips(checked.files(), customers));
    }
    return Finding.told(warnings);
  }

  /** Whether the files of a folder are what was applied last. */
  public static boolean isLast(Path folder, ProgrammeStore store)
      throws IOException, ProgrammeFault {
    var last = last(store);
    return last.isPresent() && sameAs(last.get(), read(folder, NEXT));
  }

  /** Whether a programme was ever applied. */
  public static boolean done(ProgrammeStore store) {
    return last(store).isPresent();
  }

  private static void keepsLedger(Document before, Read next, CustomerStore customers)
      throws IOException, ProgrammeFault {
    var shop = files(before).path("shop");
    var mistakes = new ArrayList<String>();
    for (var fixed : List.of("zone", "currency")) {
      var old = shop.path(fixed).asText();
      var wanted = next.files.path("shop").path(fixed).asText();
      if (!wanted.equals(old)) {
        mistakes.add(
            "%s: %s must stay \"%s\", not become \"%s\": customers are recorded in it already"
                .formatted(next.place("shop/" + fixed), fixed, old, wanted));
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

  private static JsonNode files(Document document) throws IOException {
    return StoredFiles.of(MAPPER.readTree(RulesLog.content(document)));
  }

  private static ObjectNode content(Read read) {
    var content = JsonNodeFactory.instance.objectNode();
    StoredFiles.put(content, read.files);
    content.set("templates", digests(read));
    return content;
  }

  private static JsonNode digests(Read read) {
    var digests = JsonNodeFactory.instance.objectNode();
    for (var template : read.templates) {
      digests.put(template.id(), Digest.of(Json.write(template)));
    }
    return digests;
  }

  private static boolean sameAs(Document document, Read read) throws IOException {
    var applied = (ObjectNode) MAPPER.readTree(RulesLog.content(document));
    applied.remove("effectiveFrom");
    return applied.toString().equals(content(read).toString());
  }
}
