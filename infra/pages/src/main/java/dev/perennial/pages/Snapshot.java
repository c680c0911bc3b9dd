package dev.perennial.pages;

import dev.perennial.audit.Balances;
import dev.perennial.audit.Figures;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.value.ValueBands;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All customers and what their history adds up to, as read at one instant. Points are those of that
 * instant.
 *
 * @param people by spend, the largest first
 * @param events lines that raise one, by detail-type
 * @param mailed by campaign
 * @param segments members, by segment; those of the programme without any are there too
 * @param campaigns of sent mails, by {@link #mailKey}
 * @param latest lines, newest first
 */
record Snapshot(
    Instant at,
    Figures figures,
    List<Person> people,
    long balance,
    long pending,
    SortedMap<String, Long> events,
    SortedMap<String, Long> mailed,
    SortedMap<String, Long> segments,
    Map<String, String> campaigns,
    List<HistoryLine> latest) {
  private static final int LATEST = 14;

  /** One customer, as lists show it. */
  record Person(
      String id,
      @Nullable String name,
      @Nullable String country,
      long orders,
      int activeDays,
      long spend,
      long balance,
      long pending,
      @Nullable LocalDate last,
      @Nullable Bands bands,
      @Nullable ValueBands value,
      List<String> segments,
      long mails,
      @Nullable String gone) {}

  /** Reads both tables whole. */
  static Snapshot take(Source source) {
    var lines = new Lines();
    var figures = Figures.of(source.stack().dynamo(), source.historyTable(), lines::add);
    var today = source.today();
    var people = new ArrayList<Person>();
    Balances.each(
        source.stack().dynamo(),
        source.customersTable(),
        customer -> people.add(person(customer, today, lines.mails(customer.customerId()))));
    people.sort(Comparator.comparingLong(Person::spend).reversed().thenComparing(Person::id));
    var segments = new TreeMap<String, Long>();
    source.segments().forEach(id -> segments.put(id, 0L));
    people.forEach(each -> each.segments().forEach(id -> segments.merge(id, 1L, Long::sum)));
    return new Snapshot(
        source.now(),
        figures,
        List.copyOf(people),
        people.stream().mapToLong(Person::balance).sum(),
        people.stream().mapToLong(Person::pending).sum(),
        lines.events,
        lines.mailed,
        segments,
        lines.campaigns,
        lines.latest());
  }

  private static Person person(Customer customer, LocalDate today, long mails) {
    var account = customer.accountOr("");
    var profile = customer.profile();
    return new Person(
        customer.customerId(),
        profile == null ? null : profile.name(),
        profile == null ? null : profile.country(),
        account.days().orders(),
        account.days().days().size(),
        account.days().spend(),
        account.balanceOn(today),
        account.pendingOn(today),
        account.days().last(),
        account.find(Bands.SLICE),
        account.find(ValueBands.SLICE),
        account.segments(),
        mails,
        customer.mergedInto() != null ? "merged" : customer.erased() ? "erased" : null);
  }

  /** A mail as its tags name it: the customer, and the digest of the send id. */
  static String mailKey(String customerId, String sendDigest) {
    return customerId + "/" + sendDigest;
  }

  /** Someone with much to see: of those who were mailed, who bought on most days. */
  @Nullable Person worthALook() {
    return people.stream()
        .max(
            Comparator.comparing((Person each) -> each.mails() > 0)
                .thenComparingInt(Person::activeDays))
        .orElse(null);
  }

  /** What history comes to, line by line, from several threads. */
  private static final class Lines {
    private static final Comparator<HistoryLine> OLDEST_FIRST =
        Comparator.comparing(HistoryLine::recordedAt).thenComparing(HistoryLine::eventId);

    private final TreeMap<String, Long> events = new TreeMap<>();
    private final TreeMap<String, Long> mailed = new TreeMap<>();
    private final Map<String, Long> byCustomer = new TreeMap<>();
    private final Map<String, String> campaigns = new HashMap<>();
    private final PriorityQueue<HistoryLine> newest = new PriorityQueue<>(OLDEST_FIRST);

    synchronized void add(HistoryLine line) {
      var event = line.event().eventType();
      if (event != null && line.cause() != Cause.IMPORTED) {
        events.merge(event, 1L, Long::sum);
      }
      if (line.event() instanceof Mailed mail) {
        mailed.merge(mail.campaign(), 1L, Long::sum);
        campaigns.put(mailKey(line.customerId(), Digest.of(mail.sendId())), mail.campaign());
        byCustomer.merge(line.customerId(), 1L, Long::sum);
      }
      newest.add(line);
      if (newest.size() > LATEST) {
        newest.poll();
      }
    }

    long mails(String customerId) {
      return byCustomer.getOrDefault(customerId, 0L);
    }

    List<HistoryLine> latest() {
      return newest.stream().sorted(OLDEST_FIRST.reversed()).toList();
    }
  }
}
