package dev.perennial.domain.segments;

import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Birthday;
import dev.perennial.domain.ledger.Profile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The days on which what the shop's patterns can tell of a customer changes by time alone: a count
 * of days reaches a number that a pattern names, a day leaves a window, points become active or are
 * lost. Between two of them the customer's document, with the same bands, matches the same
 * patterns. Days are counted since 1970-01-01.
 */
public final class Crossings implements ProfileFields.Into {
  /** A day that never comes. */
  private static final long NEVER = Cuts.NEVER;

  private final Signature used;
  private final List<Mover> movers = new ArrayList<>();
  private long[] next = {};

  /** Something of the document that moves. */
  private interface Mover {
    /** The first day after one on which patterns may tell it from what it is on that one. */
    long after(long day);
  }

  private Crossings(Signature used) {
    this.used = used;
  }

  /** Those of a customer, from a day on. */
  static Crossings of(
      Signature used,
      Iterable<ProfileFields> rooms,
      Account account,
      @Nullable Profile profile,
      Currency currency,
      LocalDate today) {
    var crossings = new Crossings(used);
    if (profile != null) {
      crossings.profile(profile);
    }
    crossings.points(account);
    crossings.orders(account.days(), currency);
    crossings.engagement(account);
    rooms.forEach(each -> each.describe(account, crossings));
    crossings.next =
        crossings.movers.stream().mapToLong(each -> each.after(today.toEpochDay())).toArray();
    return crossings;
  }

  /**
   * The first day on which something changes, which may be too early, and is never too late.
   *
   * @return a day that no calendar has when nothing does
   */
  public long first() {
    long first = NEVER;
    for (long each : next) {
      first = Math.min(first, each);
    }
    return first;
  }

  /** Goes on to the days after one; what changes later than on that day still does. */
  public void passOver(long day) {
    for (int i = 0; i < next.length; i++) {
      if (next[i] <= day) {
        next[i] = movers.get(i).after(day);
      }
    }
  }

  /** Stays as it is. */
  @Override
  public void add(String object, String name, String value) {}

  /** Stays as it is. */
  @Override
  public void add(String object, String name, long value) {}

  /** Stays as it is. */
  @Override
  public void add(String object, String name, BigDecimal value) {}

  /** Stays as it is. */
  @Override
  public void add(String object, String name, boolean value) {}

  @Override
  public void addDaysSince(String object, String name, LocalDate day) {
    var cuts = used.find(object, name);
    if (cuts != null) {
      long begin = day.toEpochDay();
      movers.add(now -> Math.max(now, begin) + cuts.daysUp(Math.max(0, now - begin)));
    }
  }

  @Override
  public void addWithin(
      String object, String name, NavigableMap<LocalDate, Long> days, int length) {
    var cuts = used.find(object, name);
    if (cuts != null) {
      movers.add(now -> within(days, cuts, length, now));
    }
  }

  /** The first day on which days that left a window make a difference. */
  private static long within(NavigableMap<LocalDate, Long> days, Cuts cuts, int length, long now) {
    var today = LocalDate.ofEpochDay(now);
    long all = ProfileDocument.within(days, length, today);
    for (var day : days.tailMap(today.minusDays(length - 1L)).keySet()) {
      var gone = day.plusDays(length);
      if (!cuts.same(all, ProfileDocument.within(days, length, gone))) {
        return gone.toEpochDay();
      }
    }
    return NEVER;
  }

  private void profile(Profile profile) {
    var birthday = profile.birthday();
    if (birthday != null) {
      yearly("customer", "daysToBirthday", birthday.day());
    }
    if (used.uses("daysUntil") || used.uses("daysSince") || used.uses("daysToYearly")) {
      profile.attributes().forEach(this::attribute);
    }
  }

  private void attribute(String name, Attribute attribute) {
    var date = attribute instanceof Attribute.Text text ? text.day() : null;
    if (date == null) {
      return;
    }
    yearly("daysToYearly", name, MonthDay.from(date));
    long day = date.toEpochDay();
    var coming = used.find("daysUntil", name);
    if (coming != null) { // it is there up to its day
      movers.add(now -> now > day ? NEVER : Math.min(now + coming.daysDown(day - now), day + 1));
    }
    var gone = used.find("daysSince", name);
    if (gone != null) { // and from its day on
      movers.add(now -> now < day ? day : now + gone.daysUp(now - day));
    }
  }

  private void yearly(String object, String name, MonthDay day) {
    var cuts = used.find(object, name);
    if (cuts != null) {
      movers.add(
          now -> {
            long left = Birthday.daysToNext(day, LocalDate.ofEpochDay(now));
            return now + Math.min(cuts.daysDown(left), left + 1); // then it is next year's
          });
    }
  }

  private void points(Account account) {
    var balance = used.find("points", "balance");
    var pending = used.find("points", "pending");
    if (balance != null) {
      movers.add(now -> points(account, now, balance, account::balanceOn));
    }
    if (pending != null) {
      movers.add(now -> points(account, now, pending, account::pendingOn));
    }
  }

  /** How many points there are on a day. */
  private interface Points {
    long on(LocalDate day);
  }

  private static long points(Account account, long now, Cuts cuts, Points points) {
    var today = LocalDate.ofEpochDay(now);
    long there = points.on(today);
    for (long step : account.lots().stepsAfter(today)) {
      if (!cuts.same(there, points.on(LocalDate.ofEpochDay(step)))) {
        return step;
      }
    }
    return NEVER;
  }

  private void orders(ActiveDays days, Currency currency) {
    if (days.last() != null) {
      addDaysSince("orders", "daysSinceLast", days.last());
    }
    if (days.first() != null) {
      addDaysSince("orders", "daysSinceFirst", days.first());
    }
    for (int i = 0; i < ProfileDocument.WINDOWS.length; i++) {
      var name = ProfileDocument.WINDOW_NAMES[i];
      if (used.uses(name)) {
        var window = new Window(used, name, ProfileDocument.WINDOWS[i], currency);
        movers.add(now -> window.after(days, now));
      }
    }
  }

  /** What patterns ask of a window of days. */
  private record Window(
      int length,
      @Nullable Cuts ofDays,
      @Nullable Cuts ofOrders,
      @Nullable Cuts ofSpend,
      Currency currency) {
    Window(Signature used, String name, int length, Currency currency) {
      this(
          length,
          used.find(name, "activeDays"),
          used.find(name, "orders"),
          used.find(name, "spend"),
          currency);
    }

    /** The first day on which days that left make a difference, or one ahead of time counts. */
    long after(ActiveDays days, long now) {
      var today = LocalDate.ofEpochDay(now);
      var toCome = days.days().higherKey(today);
      long first = toCome == null ? NEVER : toCome.toEpochDay();
      var within = days.within(length, today);
      long orders = 0;
      long spend = 0;
      for (var day : within.values()) {
        orders += day.orders();
        spend += day.spend();
      }
      int left = 0;
      long leftOrders = 0;
      long leftSpend = 0;
      for (var day : within.entrySet()) { // the oldest leaves first
        left++;
        leftOrders += day.getValue().orders();
        leftSpend += day.getValue().spend();
        if ((ofDays != null && !ofDays.same(within.size(), within.size() - left))
            || (ofOrders != null && !ofOrders.same(orders, orders - leftOrders))
            || (ofSpend != null && !ofSpend.same(major(spend), major(spend - leftSpend)))) {
          return Math.min(first, day.getKey().toEpochDay() + length);
        }
      }
      return first;
    }

    private BigDecimal major(long minor) {
      return ProfileDocument.major(minor, currency);
    }
  }

  private void engagement(Account account) {
    var mails = MailDays.SENT.in(account);
    addWithin("mails", "last30", mails.days(), 30);
    addWithin("mails", "last90", mails.days(), 90);
    if (mails.last() != null) {
      addDaysSince("mails", "daysSinceLast", mails.last());
    }
    var clicks = MailDays.CLICKED.in(account);
    if (clicks.last() != null) {
      addDaysSince("clicks", "daysSinceLast", clicks.last());
    }
    addWithin("clicks", "last30", clicks.days(), 30);
    addWithin("clicks", "last90", clicks.days(), 90);
    Answers.SLICE
        .in(account)
        .surveys()
        .forEach((id, answer) -> addDaysSince("answered", id, answer.day()));
  }
}
