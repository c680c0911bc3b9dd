package dev.perennial.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an order file holds, cleaned and in the order of time; any part of it is one too. */
public final class Orders {
  private static final String BROKEN_LINE = "broken-line";

  private final ZoneId zone;
  private final List<Entry> entries;
  private final List<Skipped> skipped;
  private final List<Problem> problems;
  private final Map<String, String> countries;
  private final List<String> notes;

  Orders(
      ZoneId zone,
      List<Entry> entries,
      List<Skipped> skipped,
      List<Problem> problems,
      Map<String, String> countries) {
    this(zone, entries, skipped, problems, countries, List.of());
  }

  private Orders(
      ZoneId zone,
      List<Entry> entries,
      List<Skipped> skipped,
      List<Problem> problems,
      Map<String, String> countries,
      List<String> notes) {
    this.zone = zone;
    this.entries = List.copyOf(entries);
    this.skipped = List.copyOf(skipped);
    this.problems = problems.stream().sorted(Comparator.comparingLong(Problem::line)).toList();
    this.countries = Collections.unmodifiableMap(countries);
    this.notes = List.copyOf(notes);
  }

  /** The same, and something to tell of how it was read. */
  Orders noting(String note) {
    var more = new ArrayList<>(notes);
    more.add(note);
    return new Orders(zone, entries, skipped, problems, countries, more);
  }

  /** How the file was read, where that isn't plain: a line each. */
  public List<String> notes() {
    return notes;
  }

  /** By time; at the same instant purchases come before refunds, else as in the file. */
  public List<Entry> entries() {
    return entries;
  }

  /** The purchases alone. */
  public List<Order> purchases() {
    return only(Order.class);
  }

  /** The refunds alone. */
  public List<Refund> refunds() {
    return only(Refund.class);
  }

  private <E extends Entry> List<E> only(Class<E> type) {
    return entries.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * How many lines each cleaning rule left out, by its name, and how much was broken: purchases
   * that were left out whole, and lines of no purchase that is known.
   */
  public SortedMap<String, Long> skipped() {
    var counts = new TreeMap<String, Long>();
    skipped.forEach(line -> counts.merge(line.reason(), 1L, Long::sum));
    if (!problems.isEmpty()) {
      var lines = problems.stream().filter(problem -> problem.of() == null).count();
      var wholes = problems.stream().map(Problem::of).filter(Objects::nonNull).distinct().count();
      counts.put(BROKEN_LINE, lines + wholes);
    }
    return counts;
  }

  /** The broken lines of the whole file: their dates aren't to be trusted, so none is cut off. */
  public List<Problem> problems() {
    return problems;
  }

  /** What was left out since it is broken or can't be taken, in words; by no rule of the format. */
  public List<String> leftOut() {
    return Stream.concat(
            problems.stream().map(Problem::toString),
            skipped.stream().map(Skipped::told).filter(Objects::nonNull))
        .toList();
  }

  /**
   * The country that the file's most recent line gives for each customer, in the file's own words;
   * of the whole file, so that a customer's profile doesn't depend on a cut.
   */
  public Map<String, String> countries() {
    return countries;
  }

  /** The part up to the end of a day in the shop's zone, that whole day included. */
  public Orders until(LocalDate day) {
    var end = startOfNext(day);
    return part(at -> at.isBefore(end));
  }

  /** The part that begins when a day in the shop's zone has ended: the rest of {@link #until}. */
  public Orders after(LocalDate day) {
    var end = startOfNext(day);
    return part(at -> !at.isBefore(end));
  }

  private Instant startOfNext(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private Orders part(Predicate<Instant> wanted) {
    return new Orders(
        zone,
        entries.stream().filter(entry -> wanted.test(entry.at())).toList(),
        skipped.stream().filter(line -> wanted.test(line.at())).toList(),
        problems,
        countries,
        notes);
  }
}
