package dev.perennial.replay;

import dev.perennial.domain.customers.CameBack;
import dev.perennial.domain.customers.Profiled;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.runtime.scan.FullScan;
import dev.perennial.storage.AddressDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a shop knows of its past: lines of History, and profiles with the times at which consents
 * were given. Who was erased has none.
 *
 * @param facts in the order in which they happened
 * @param judgedBy boundaries and model cards, in their order
 */
public record Past(List<Fact> facts, List<Document> judgedBy) {
  public Past {
    facts = List.copyOf(facts);
    judgedBy = List.copyOf(judgedBy);
  }

  private static final Set<RulesLog.Kind> JUDGING =
      Set.of(RulesLog.Kind.BOUNDARIES, RulesLog.Kind.CARD);

  /** Something that happened to a customer. */
  public sealed interface Fact {
    /** When: never before what the customer's earlier lines tell. */
    Instant at();
  }

  /** A line tells it. */
  record Told(Instant at, HistoryLine line) implements Fact {}

  /** From now on the customer is as the profile says. */
  record Said(Instant at, Profile profile) implements Fact {}

  /** From now on something forbids mail to an address. */
  record Marked(Instant at, String address, String reason) implements Fact {}

  /**
   * Reads all of it.
   *
   * @param keys by which the shop knows addresses
   */
  public static Past of(Stores stores, AddressKeys keys) {
    var facts = new ArrayList<Fact>();
    var addresses = new HashSet<String>();
    FullScan.each(
        stores.customers(),
        1,
        customer -> {
          var person =
              customer.mergedInto() == null
                  ? customer
                  : stores.customers().person(customer.customerId());
          if (person.erased()) {
            return;
          }
          var told = told(customer.customerId(), person, stores);
          var profile = customer.profile();
          if (profile != null && !told.isEmpty()) {
            facts.addAll(said(profile, told)); // before the line that tells of it
            var email = profile.email();
            if (email != null && addresses.add(email)) {
              AddressDocuments.read(stores.programme(), keys.of(email))
                  .marks()
                  .forEach(mark -> facts.addAll(marked(email, mark)));
            }
          }
          facts.addAll(told);
        });
    facts.sort(Comparator.comparing(Fact::at)); // the others of an instant stay as they are
    return new Past(facts, judgedBy(stores.programme()));
  }

  private static List<Document> judgedBy(ProgrammeStore store) {
    return new RulesLog(store)
        .after("").stream().filter(each -> JUDGING.contains(RulesLog.kind(each))).toList();
  }

  /**
   * The lines of an id, one never earlier than those before it.
   *
   * @param person whose they are: of an earlier life, or of somebody erased, there are none
   */
  private static List<Told> told(String id, Customer person, Stores stores) {
    var lines =
        stores.history().startingWith(id, "").stream()
            .filter(line -> !person.ended(line))
            .map(Past::firstLife)
            .sorted(
                Comparator.comparingLong(HistoryLine::seq)
                    .thenComparing(HistoryLine::advancesAccount, Comparator.reverseOrder())
                    .thenComparing(HistoryLine::recordedAt)
                    .thenComparing(HistoryLine::id))
            .toList();
    var imported = imported(lines);
    var told = new ArrayList<Told>();
    var latest = Instant.MIN;
    for (var line : lines) {
      var at = isUndated(line) ? earlier(line.recordedAt(), imported) : happened(line);
      latest = at.isAfter(latest) ? at : latest;
      told.add(new Told(latest, line));
    }
    return told;
  }

  /** When the first of the orders happened that were imported; the end of time without any. */
  private static Instant imported(List<HistoryLine> lines) {
    return lines.stream()
        .filter(line -> line.cause() == Cause.IMPORTED && !isUndated(line))
        .map(HistoryLine::at)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Of who came back after an erasure nothing is known but that a profile was created. */
  private static HistoryLine firstLife(HistoryLine line) {
    return line.event() instanceof CameBack(var fields)
        ? line.saying(new Profiled(true, false, fields))
        : line;
  }

  /** When it was told; an import tells what happened long before. */
  private static Instant happened(HistoryLine line) {
    return line.cause() == Cause.IMPORTED ? line.at() : line.recordedAt();
  }

  /** Whether an import wrote it that knew no time of it, as of profiles and opening balances. */
  static boolean isUndated(HistoryLine line) {
    return line.cause() == Cause.IMPORTED && line.at().equals(line.recordedAt());
  }

  /**
   * The profile as it is today, from the day on which there was one, each consent from when it was
   * given or withdrawn on. What it was before, nobody remembers.
   */
  private static List<Said> said(Profile profile, List<Told> told) {
    var since = since(told);
    var times = new TreeSet<Instant>();
    times.add(since);
    profile.consents().values().stream()
        .map(Profile.Consent::at)
        .filter(since::isBefore)
        .forEach(times::add);
    return times.stream().map(at -> new Said(at, asOf(profile, at))).toList();
  }

  /** Whom an import brought with orders is known since the first of them. */
  private static Instant since(List<Told> told) {
    var first = told.getFirst().at;
    return told.stream()
        .filter(each -> each.line.event() instanceof Profiled profiled && profiled.created())
        .filter(each -> !isUndated(each.line) || !isImported(told))
        .map(Told::at)
        .findFirst()
        .orElse(first);
  }

  private static boolean isImported(List<Told> told) {
    return imported(told.stream().map(Told::line).toList()).isBefore(Instant.MAX);
  }

  private static Profile asOf(Profile profile, Instant at) {
    var consents = new TreeMap<>(profile.consents());
    consents.values().removeIf(consent -> consent.at().isAfter(at));
    return new Profile(
        profile.customerId(),
        profile.fields(),
        profile.attributes(),
        consents,
        profile.said(),
        profile.later());
  }

  private static List<Marked> marked(String email, AddressMark mark) {
    return mark.since().entrySet().stream()
        .map(each -> new Marked(each.getValue(), email, each.getKey()))
        .toList();
  }
}
