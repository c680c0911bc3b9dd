package dev.perennial.storage;

import dev.perennial.domain.campaigns.Held;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Place;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.rewards.Carried;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Guesses;
import dev.perennial.domain.rewards.RewardSide;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.domain.rewards.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All stores in memory, with the same promises as DynamoDB; safe for threads. */
public final class InMemoryStores
    implements CustomerStore, HistoryStore, ProgrammeStore, RewardStore, DueJourneys {
  private static final int PAGE = 100;

  private final TreeMap<String, Customer> customers = new TreeMap<>();
  private final Map<String, Due> dues = new TreeMap<>();
  private final Map<String, NavigableMap<String, HistoryLine>> history = new TreeMap<>();
  private final Map<List<String>, List<String>> carriedKeys = new HashMap<>();
  private final Map<String, NavigableMap<String, Document>> documents = new TreeMap<>();

  private final Map<Integer, TreeMap<String, String>> waiting = new TreeMap<>();

  private final Map<String, Coupon> coupons = new TreeMap<>();
  private final Map<List<String>, Carried> carried = new HashMap<>();
  private final Map<List<String>, Guesses> guesses = new HashMap<>();
  private final Map<String, List<Long>> issued = new TreeMap<>();

  @Override
  public synchronized Customer read(String customerId) {
    var all = readWithMailLog(customerId);
    return new Customer(customerId, all.account(), all.profile(), null);
  }

  @Override
  public synchronized Customer readWithMailLog(String customerId) {
    return customers.getOrDefault(customerId, new Customer(customerId, null, null, null));
  }

  @Override
  public synchronized Written write(Change change) {
    var judged = judge(change);
    if (judged instanceof Written.Done) {
      put(change);
    }
    return judged;
  }

  @Override
  public synchronized boolean writeTogether(List<Change> changes) {
    if (!changes.stream().allMatch(change -> judge(change) instanceof Written.Done)) {
      return false;
    }
    changes.forEach(this::put);
    return true;
  }

  private Written judge(Change change) {
    var now = readWithMailLog(change.customerId());
    var lines = linesOf(change.customerId());
    for (var line : change.lines()) {
      var existing = lines.get(line.id());
      if (existing != null) {
        return new Written.LineExists(existing);
      }
    }
    var accountVersion = now.account() == null ? 0 : now.account().version();
    var mailLogVersion = now.mailLogOrNone().version();
    if ((change.account() != null && accountVersion != change.accountRead())
        || (change.mailLog() != null && mailLogVersion != change.mailLogRead())) {
      return new Written.Stale();
    }
    return change.sides().stream().allMatch(this::holds) ? new Written.Done() : new Written.Stale();
  }

  private boolean holds(Change.Side any) {
    return switch (any) {
      case AddressMark _, Due _, Held _ -> true;
      default -> holds((RewardSide) any);
    };
  }

  private boolean holds(RewardSide any) {
    return switch (any) {
      case RewardSide.PutCoupon put -> isNext(put.coupon());
      case RewardSide.PutCarried put -> {
        var next = put.carried();
        yield carried(next.customerId(), next.purchaseId()).version() == next.version() - 1;
      }
      case RewardSide.PutGuesses put -> {
        var next = put.guesses();
        yield guesses(next.customerId(), next.hour()).wrong() == next.wrong() - 1;
      }
      case RewardSide.TakeStock take -> issuedOf(take.rewardId()).get(take.place()) < take.share();
      case RewardSide.ReturnStock back -> issuedOf(back.rewardId()).get(back.place()) > 0;
    };
  }

  private void put(Change.Side any) {
    switch (any) {
      case AddressMark mark -> putNew(AddressDocuments.document(mark));
      case Due _ -> {} // is put with its account
      case Held held -> replace(held.decision(), held.expires());
      default -> put((RewardSide) any);
    }
  }

  private void put(RewardSide any) {
    switch (any) {
      case RewardSide.PutCoupon put -> coupons.put(put.coupon().code(), put.coupon());
      case RewardSide.PutCarried put -> carried.put(key(put.carried()), put.carried());
      case RewardSide.PutGuesses put -> guesses.put(key(put.guesses()), put.guesses());
      case RewardSide.TakeStock take -> count(take.rewardId(), take.place(), 1);
      case RewardSide.ReturnStock back -> count(back.rewardId(), back.place(), -1);
    }
  }

  private void count(String rewardId, int place, long more) {
    var counts = issuedOf(rewardId);
    counts.set(place, counts.get(place) + more);
  }

  private List<Long> issuedOf(String rewardId) {
    return issued.computeIfAbsent(
        rewardId, _ -> new ArrayList<>(Collections.nCopies(Stock.PLACES, 0L)));
  }

  private boolean isNext(Coupon coupon) {
    var now = coupons.get(coupon.code());
    return (now == null ? 0 : now.version()) == coupon.version() - 1;
  }

  @Override
  public synchronized Optional<Coupon> coupon(String code) {
    return Optional.ofNullable(coupons.get(code));
  }

  @Override
  public synchronized Carried carried(String customerId, String purchaseId) {
    var none = Carried.none(customerId, purchaseId);
    return carried.getOrDefault(key(none), none);
  }

  @Override
  public synchronized Guesses guesses(String customerId, Instant now) {
    var none = Guesses.none(customerId, now);
    return guesses.getOrDefault(key(none), none);
  }

  private static List<String> key(Carried of) {
    return List.of(of.customerId(), of.purchaseId());
  }

  private static List<String> key(Guesses of) {
    return List.of(of.customerId(), of.hour().toString());
  }

  @Override
  public synchronized Stock stock(String rewardId) {
    return new Stock(issuedOf(rewardId));
  }

  private void put(Change change) {
    var now = readWithMailLog(change.customerId());
    var lines = linesOf(change.customerId());
    change.lines().forEach(line -> lines.put(line.id(), line));
    change.sides().forEach(this::put);
    if (change.account() == null
        && change.profile() instanceof ProfileStep.Keep
        && change.mailLog() == null
        && change.lines().isEmpty()) {
      return; // coupons or marks alone
    }
    var account = change.account();
    if (account != null) {
      var carried = Trail.SLICE.in(account).carried();
      for (var line : change.lines()) {
        if (line.advancesAccount() && carried.containsKey(line.seq())) {
          carriedKeys.put(List.of(line.customerId(), line.id()), carried.get(line.seq()));
        }
      }
      account = Trail.settled(account);
      dues.remove(change.customerId());
      var due = DynamoCustomers.due(change);
      if (due != null) {
        dues.put(change.customerId(), due);
      }
    }
    if (change.mailLog() != null) {
      index(change.customerId(), now.mailLogOrNone(), change.mailLog());
    }
    customers.put(
        change.customerId(),
        new Customer(
            change.customerId(),
            account == null ? now.account() : account,
            switch (change.profile()) {
              case ProfileStep.Keep _ -> now.profile();
              case ProfileStep.Put step -> step.profile();
              case ProfileStep.Remove _ -> null;
            },
            change.mailLog() == null ? now.mailLog() : change.mailLog()));
  }

  private void index(String customerId, MailLog before, MailLog after) {
    var shard = waiting.computeIfAbsent(DueJourneys.shardOf(customerId), _ -> new TreeMap<>());
    if (before.due() != null) {
      shard.remove(Items.dueAt(before.due()) + " " + customerId);
    }
    if (after.due() != null) {
      shard.put(Items.dueAt(after.due()) + " " + customerId, customerId);
    }
  }

  @Override
  public synchronized Found due(int shard, Instant now, int most) {
    var found = new ArrayList<String>();
    for (var entry : waiting.getOrDefault(shard, new TreeMap<>()).entrySet()) {
      var due = Instant.parse(entry.getKey().substring(0, entry.getKey().indexOf(' ')));
      if (due.isAfter(now) || found.size() == most) {
        return new Found(found, due);
      }
      found.add(entry.getValue());
    }
    return new Found(found, null);
  }

  @Override
  public synchronized Page scan(Part part, @Nullable String cursor, Predicate<Due> rests) {
    var page = new Page(new ArrayList<>(), new ArrayList<>(), null);
    var from = cursor == null ? customers : customers.tailMap(cursor, false);
    for (var entry : from.entrySet()) {
      var id = entry.getKey();
      if (Math.floorMod(id.hashCode(), part.of()) == part.index()) {
        var due = dues.get(id);
        if (due != null && rests.test(due)) {
          page.resting().add(new Customer(id, null, null, entry.getValue().mailLog()));
        } else {
          page.customers().add(entry.getValue());
        }
        if (page.size() == PAGE) {
          return new Page(page.customers(), page.resting(), id);
        }
      }
    }
    return page;
  }

  @Override
  public synchronized Optional<HistoryLine> find(String customerId, String lineId) {
    return Optional.ofNullable(linesOf(customerId).get(lineId));
  }

  @Override
  public synchronized List<HistoryLine> startingWith(String customerId, String prefix) {
    return linesOf(customerId).values().stream()
        .filter(line -> line.id().startsWith(prefix))
        .toList();
  }

  @Override
  public synchronized List<HistoryLine> between(
      String customerId, String first, String last, int max) {
    return linesOf(customerId).subMap(first, true, last, true).values().stream()
        .limit(max)
        .toList();
  }

  @Override
  public synchronized Stretch stretch(String customerId, List<String> lineIds) {
    var lines = linesOf(customerId);
    return new Stretch(
        lineIds.stream().map(lines::get).filter(Objects::nonNull).toList(),
        carriedKeys.getOrDefault(List.of(customerId, lineIds.getFirst()), List.of()));
  }

  @Override
  public synchronized List<HistoryLine> besideLedger(
      String customerId, @Nullable Place before, int max) {
    return linesOf(customerId).values().stream()
        .filter(line -> !line.advancesAccount() && !line.id().startsWith(LineId.ACTIVITIES))
        .filter(line -> before == null || Place.of(line).compareTo(before) < 0)
        .sorted(Comparator.comparing(Place::of).reversed())
        .limit(max)
        .toList();
  }

  @Override
  public synchronized boolean putNew(HistoryLine line, @Nullable Instant expires) {
    return linesOf(line.customerId()).putIfAbsent(line.id(), line) == null;
  }

  @Override
  public synchronized void replace(HistoryLine line, @Nullable Instant expires) {
    linesOf(line.customerId()).put(line.id(), line);
    carriedKeys.remove(List.of(line.customerId(), line.id()));
  }

  @Override
  public synchronized boolean forget(String customerId, String prefix, long version) {
    linesOf(customerId)
        .values()
        .removeIf(line -> line.id().startsWith(prefix) && line.seq() <= version);
    return true;
  }

  @Override
  public synchronized List<Document> after(String kind, String version) {
    return List.copyOf(versionsOf(kind).tailMap(version, false).values());
  }

  @Override
  public synchronized Optional<Document> latest(String kind) {
    return Optional.ofNullable(versionsOf(kind).lastEntry()).map(Map.Entry::getValue);
  }

  @Override
  public synchronized Optional<Document> document(String kind, String version) {
    return Optional.ofNullable(versionsOf(kind).get(version));
  }

  @Override
  public synchronized boolean putNew(Document document) {
    return versionsOf(document.kind()).putIfAbsent(document.version(), document) == null;
  }

  private NavigableMap<String, HistoryLine> linesOf(String customerId) {
    return history.computeIfAbsent(customerId, _ -> new TreeMap<>());
  }

  private NavigableMap<String, Document> versionsOf(String kind) {
    return documents.computeIfAbsent(kind, _ -> new TreeMap<>());
  }
}
