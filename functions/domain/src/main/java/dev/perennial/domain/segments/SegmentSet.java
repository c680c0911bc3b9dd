package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import dev.perennial.domain.value.ValueBands;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/**
 * The shop's segments, compiled: EventBridge patterns over the profile document, evaluated all at
 * once by AWS's own event-ruler.
 */
public final class SegmentSet {
  /** Answers kept, a few hundred bytes each. */
  private static final int REMEMBERED = 50_000;

  /** In characters: one of many texts is hardly met again, and would fill the memory. */
  private static final int LONGEST_KEY = 500;

  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The programme's. */
  public static final Section<SegmentSet> SECTION =
      new Section<>("segments", SegmentSet.class, new SegmentSet(Map.of()));

  private final Machine machine = Machine.builder().build();
  private final TreeMap<String, String> patterns;
  private final Map<String, String> descriptions;
  private final List<ProfileFields> fields;
  private final Signature signature;
  private final Map<Watched.Kind, Set<String>> watched = new EnumMap<>(Watched.Kind.class);
  private final String mark;

  /** What was asked before, by signature: event-ruler is the dearest part of a judgement. */
  private final ConcurrentHashMap<String, List<String>> answers = new ConcurrentHashMap<>();

  /** Segments without descriptions, over the document that every shop has. */
  public SegmentSet(Map<String, String> patterns) {
    this(patterns, Map.of(), List.of());
  }

  /** Segments of a shop without lists of customers. */
  public SegmentSet(
      Map<String, String> patterns, Map<String, String> descriptions, List<ProfileFields> rooms) {
    this(patterns, descriptions, rooms, CustomerLists.SECTION.none());
  }

  /**
   * @param patterns EventBridge pattern as JSON, by segment id
   * @param descriptions of those that have one, by segment id
   * @param rooms what rooms add to the document
   * @param lists what lists of customers add
   * @throws IllegalArgumentException naming the segment whose pattern is not one
   */
  public SegmentSet(
      Map<String, String> patterns,
      Map<String, String> descriptions,
      List<ProfileFields> rooms,
      CustomerLists lists) {
    var all = new ArrayList<>(rooms);
    all.add(lists);
    fields = List.copyOf(all);
    this.descriptions = Map.copyOf(descriptions);
    this.patterns = new TreeMap<>(patterns);
    var read = new ArrayList<JsonNode>();
    this.patterns.forEach(
        (id, pattern) -> {
          try {
            machine.addRule(id, pattern);
            read.add(EXACT.readTree(pattern));
          } catch (IOException e) {
            throw new IllegalArgumentException(
                "segment " + id + " is not an EventBridge pattern: " + Reader.saidBy(e), e);
          }
        });
    signature = new Signature(read);
    for (var kind : Watched.Kind.values()) {
      watched.put(kind, namesOf(kind));
    }
    mark =
        Digest.of(
            this.patterns.toString() + lists.mark(signature.names(CustomerLists.SECTION.name())));
  }

  /** The ids of all segments, sorted. */
  public List<String> ids() {
    return List.copyOf(patterns.keySet());
  }

  /** What a segment's file says of it; empty when it says nothing. */
  public Optional<String> description(String id) {
    return Optional.ofNullable(descriptions.get(id));
  }

  /** A segment's pattern; empty when there is no such segment. */
  public Optional<String> pattern(String id) {
    return Optional.ofNullable(patterns.get(id));
  }

  /** What rooms and lists add to the document. */
  public List<ProfileFields> fields() {
    return fields;
  }

  /** The ids of the segments whose pattern the document matches, sorted. */
  public List<String> matching(ProfileDocument document) {
    var key = signature.of(document);
    var known = answers.get(key);
    if (known == null) {
      known = asked(document.json());
      if (answers.size() < REMEMBERED && key.length() <= LONGEST_KEY) {
        answers.put(key, known);
      }
    }
    return known;
  }

  /**
   * Tells patterns and lists from others: what was found of a customer by them holds by no other.
   */
  public String mark() {
    return mark;
  }

  /** What patterns ask for by name of what customers did: only that is noted. */
  public Set<String> watched(Watched.Kind kind) {
    return watched.getOrDefault(kind, Set.of());
  }

  private Set<String> namesOf(Watched.Kind kind) {
    return kind.objects().stream()
        .flatMap(object -> signature.names(object).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether some pattern names a field of an object of the document. */
  public boolean names(String object) {
    return signature.uses(object);
  }

  /**
   * The days on which what the patterns can tell of a customer may change by time alone, if the
   * bands stay.
   *
   * @param today in the shop's zone, after which they come
   */
  public Crossings crossings(
      Account account, @Nullable Profile profile, Currency currency, LocalDate today) {
    return Crossings.of(signature, fields, account, profile, currency, today);
  }

  /** Whether no pattern tells two RFM bands apart; null where there are none. */
  public boolean same(@Nullable Bands one, @Nullable Bands other) {
    if (one == null || other == null) {
      return (one == null && other == null) || !signature.uses("rfm");
    }
    return same("recency", one.recency(), other.recency())
        && same("frequency", one.frequency(), other.frequency())
        && same("monetary", one.monetary(), other.monetary());
  }

  private boolean same(String measure, int one, int other) {
    var cuts = one == other ? null : signature.find("rfm", measure);
    return cuts == null || cuts.same(one, other);
  }

  /** Whether no pattern tells two bands of value apart; null where there are none. */
  public boolean same(@Nullable ValueBands one, @Nullable ValueBands other) {
    if (one == null || other == null) {
      return (one == null && other == null) || !signature.uses("value");
    }
    var band = signature.find("value", "band");
    return (band == null || band.same(one.band(), other.band()))
        && sameChurn(one.churn(), other.churn());
  }

  private boolean sameChurn(ValueBands.@Nullable Churn one, ValueBands.@Nullable Churn other) {
    var cuts = one == other ? null : signature.find("value", "churn");
    return cuts == null || (one != null && other != null && cuts.same(one.text(), other.text()));
  }

  /** How many answers are remembered. */
  int remembered() {
    return answers.size();
  }

  private List<String> asked(String document) {
    try {
      return machine.rulesForJSONEvent(document).stream().sorted().distinct().toList();
    } catch (Exception e) { // declared by event-ruler; our own documents are JSON
      throw new IllegalStateException("the profile document is not JSON", e);
    }
  }
}
