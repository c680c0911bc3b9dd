package dev.perennial.orders;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.customers.AttributeTypes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads customers from CSV: profiles, consents with their proof, and points of before. */
public final class CustomerFile {
  private static final String ID = "customerId";
  private static final String EMAIL = "email";
  private static final String BIRTHDAY = "birthday";
  private static final String CONSENT = "consent";
  private static final String CONSENT_AT = "consentAt";
  private static final String POINTS = "points";

  /** What columns of attributes begin with. */
  private static final String ATTRIBUTE = "attributes.";

  private static final List<String> TEXTS =
      List.of(
          EMAIL,
          "name",
          "givenName",
          "familyName",
          "language",
          "zone",
          "country",
          "region",
          "postcode");
  private static final List<String> OTHERS =
      List.of(BIRTHDAY, CONSENT, CONSENT_AT, "consentSource", "consentWording", POINTS);
  private static final Columns COLUMNS =
      new Columns(
          List.of(ID),
          Stream.concat(TEXTS.stream(), OTHERS.stream()).toList(),
          Map.of(ID, EMAIL),
          Map.of());

  private static final Set<String> YES = Set.of("true", "yes", "1", "subscribed");
  private static final Set<String> NO = Set.of("false", "no", "0", "unsubscribed");
  private static final long MAX_POINTS = 999_999_999;

  private final Proof proof;
  private final AttributeTypes types;
  private final Notation notation;
  private final ZoneId zone;
  private final Instant now;
  private final Times times;
  private final List<Told> customers = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private CustomerFile(
      Proof proof, AttributeTypes types, Notation notation, ZoneId zone, Instant now) {
    this.proof = proof;
    this.types = types;
    this.notation = notation;
    this.zone = zone;
    this.now = now;
    times = new Times(notation.dates());
  }

  /** When and how consents were given, of rows that don't say it themselves; null for unknown. */
  public record Proof(@Nullable Instant at, @Nullable String source, @Nullable String wording) {}

  /**
   * A row.
   *
   * @param line counted from 1, the header included
   * @param customerId null when the file has an address alone
   * @param profile as {@code PATCH /customers} takes it; of an address alone that unsubscribed
   *     nothing else than that
   * @param points had before; 0 for none
   */
  public record Told(long line, @Nullable String customerId, ObjectNode profile, long points) {}

  /**
   * A whole file.
   *
   * @param notes how it was read, where that isn't plain
   */
  public record Read(List<Told> customers, List<Problem> problems, List<String> notes) {
    public Read {
      customers = List.copyOf(customers);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Reads a file.
   *
   * @param shopsZone of times without an offset when nobody said another
   * @param now the end of a day that isn't over
   * @throws OrderFileException when it is empty, lacks a column, or ends in the middle of
   *     compressed data
   */
  public static Read read(
      Path file,
      Notation notation,
      Proof proof,
      AttributeTypes types,
      ZoneId shopsZone,
      Instant now)
      throws IOException {
    var zone = notation.zone() == null ? shopsZone : notation.zone();
    var in = new CustomerFile(proof, types, notation, zone, now);
    var unread =
        OrderFile.rows(
            file,
            COLUMNS,
            notation,
            row -> in.customers.add(in.told(row)),
            (row, what) -> in.problems.add(new Problem(row.line(), what)));
    var unknown = unread.stream().filter(column -> !column.startsWith(ATTRIBUTE)).toList();
    var notes =
        unknown.isEmpty()
            ? List.<String>of()
            : List.of("columns that are not read: " + String.join(", ", unknown));
    return new Read(in.customers, in.problems, notes);
  }

  private Told told(Row row) throws BrokenRow {
    var profile = JsonNodeFactory.instance.objectNode();
    put(profile, EMAIL, row.text(EMAIL));
    consent(row, profile);
    // guests of some shops are all customer 0
    var isAddress = !row.text(EMAIL).isEmpty() && Set.of("", "0").contains(row.text(ID));
    if (isAddress && isRefused(profile)) {
      // nothing else of them is wanted, so nothing else can be wrong
      return new Told(row.line(), null, profile, 0);
    }
    for (var column : TEXTS) {
      put(profile, column, row.text(column));
    }
    put(profile, BIRTHDAY, birthday(row));
    attributes(row, profile);
    if (!isAddress && row.text(ID).isEmpty()) {
      throw row.wrong(ID, "the customer's id, unless there is an address");
    }
    var id = isAddress ? null : row.id(ID);
    var points = row.text(POINTS).isEmpty() ? 0 : row.whole(POINTS, 0, MAX_POINTS);
    return new Told(row.line(), id, profile, points);
  }

  private static boolean isRefused(ObjectNode profile) {
    return !profile.at("/consents/email/granted").asBoolean(true);
  }

  private static void put(ObjectNode profile, String name, String text) {
    if (!text.isEmpty()) {
      profile.put(name, text);
    }
  }

  /** As the API has it; one without its year is left as it is. */
  private String birthday(Row row) throws BrokenRow {
    var text = row.text(BIRTHDAY);
    if (text.isEmpty() || text.startsWith("--")) {
      return text;
    }
    var read = times.read(text);
    if (read == null) {
      throw new BrokenRow(
          row.label(BIRTHDAY) + " must be a date such as " + times.example() + ", or --02-29");
    }
    return read.date().toString();
  }

  private void consent(Row row, ObjectNode profile) throws BrokenRow {
    var said = row.text(CONSENT).toLowerCase(Locale.ROOT);
    if (said.isEmpty()) {
      return;
    }
    if (!YES.contains(said) && !NO.contains(said)) {
      throw row.wrong(CONSENT, "true, yes, 1 or subscribed, or else false, no, 0 or unsubscribed");
    }
    var source = orElse(row.text("consentSource"), proof.source);
    var at = row.text(CONSENT_AT).isEmpty() ? proof.at : at(row, NO.contains(said));
    if (at == null || source.isEmpty()) {
      throw row.wrong(
          CONSENT,
          "said with its proof: columns consentAt and consentSource, or --consent-at and"
              + " --consent-source");
    }
    var consent = profile.putObject("consents").putObject("email");
    consent.put("granted", YES.contains(said)).put("at", at.toString()).put("source", source);
    put(consent, "wording", orElse(row.text("consentWording"), proof.wording));
  }

  private static String orElse(String text, @Nullable String other) {
    return text.isEmpty() && other != null ? other : text;
  }

  /** Of a day alone a refusal counts from its end on, so that no consent of that day outdoes it. */
  private Instant at(Row row, boolean isRefusal) throws BrokenRow {
    var read = times.read(row.text(CONSENT_AT));
    if (read == null) {
      throw row.wrong(CONSENT_AT, "a time such as " + times.example());
    }
    if (!isRefusal || read.time() != null) {
      return read.in(zone);
    }
    var end = read.date().plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
    return read.date().isAfter(now.atZone(zone).toLocalDate()) || end.isBefore(now) ? end : now;
  }

  private void attributes(Row row, ObjectNode profile) throws BrokenRow {
    var attributes = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < row.names().size(); i++) {
      var column = row.names().get(i).strip();
      var text = row.fields().get(i).strip();
      if (column.startsWith(ATTRIBUTE) && !text.isEmpty()) {
        var name = column.substring(ATTRIBUTE.length());
        attribute(attributes, name, text, types.types().get(name));
      }
    }
    if (!attributes.isEmpty()) {
      profile.set("attributes", attributes);
    }
  }

  /** An attribute of the type that the shop declares; one that it doesn't is a text. */
  private void attribute(
      ObjectNode attributes, String name, String text, AttributeTypes.@Nullable Type type)
      throws BrokenRow {
    switch (type) {
      case NUMBER -> {
        var number = notation.number(text);
        if (!number.matches("-?\\d{1,15}([.]\\d{1,20})?")) {
          throw wrong(name, notation.wanted());
        }
        attributes.put(name, new BigDecimal(number));
      }
      case BOOLEAN -> {
        var said = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(said) && !NO.contains(said)) {
          throw wrong(name, "true, yes or 1, or else false, no or 0");
        }
        attributes.put(name, YES.contains(said));
      }
      case DATE -> {
        var read = times.read(text);
        if (read == null) {
          throw wrong(name, "a date such as " + times.example());
        }
        attributes.put(name, read.date().toString());
      }
      case LIST -> {
        var texts =
            Stream.of(text.split("[;|]")).map(String::strip).filter(each -> !each.isEmpty());
        texts.forEach(each -> attributes.withArray(name).add(each));
      }
      case TEXT -> attributes.put(name, text);
      case null -> attributes.put(name, text);
    }
  }

  /** Without the value: a note in the wrong column may be long, and personal. */
  private static BrokenRow wrong(String name, String right) {
    return new BrokenRow(ATTRIBUTE + name + " must be " + right);
  }
}
