package dev.perennial.domain.segments;

import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.Clicks;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Birthday;
import dev.perennial.domain.ledger.Profile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * When what the shop's patterns can tell of a customer next changes by time alone: a count of days
 * reaches a number that a pattern names, a day leaves a window, points become active or are lost.
 * Until then the customer's document, with the same bands, matches the same patterns.
 */
final class Crossings implements ProfileFields.Into {
  /** What never comes, in days. */
  static final long NEVER = Cuts.NEVER;

  private final Signature used;
  private final LocalDate today;
  private long soonest = NEVER;

  private Crossings(Signature used, LocalDate today) {
    this.used = used;
    this.today = today;
  }

  /**
   * In how many days the next change may come: never too late, and too early where it would be dear
   * to say.
   *
   * @param today in the shop's zone
   * @return 1 or more, or {@link #NEVER}
   */
  static long next(
      Signature used,
      Iterable<ProfileFields> rooms,
      Account account,
      @Nullable Profile profile,
      Currency currency,
      LocalDate today) {
    var crossings = new Crossings(used, today);
    if (profile != null) {
      crossings.profile(profile);
    }
    crossings.points(account);
    crossings.orders(account.days(), currency);
    crossings.engagement(account);
    rooms.forEach(each -> each.describe(account, crossings));
    return crossings.soonest;
  }

  private void in(long days) {
    soonest = Math.min(soonest, days);
  }

  private long until(LocalDate day) {
    return day.toEpochDay() - today.toEpochDay();
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
      long ago = -until(day);
      in(Math.max(0, -ago) + cuts.daysUp(Math.max(0, ago)));
    }
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
    var day = attribute instanceof Attribute.Text text ? text.day() : null;
    if (day == null) {
      return;
    }
    yearly("daysToYearly", name, MonthDay.from(day));
    long ahead = until(day);
    var coming = used.find("daysUntil", name);
    if (coming != null && ahead >= 0) {
      in(Math.min(coming.daysDown(ahead), ahead + 1)); // then it is there no longer
    }
    var gone = used.find("daysSince", name);
    if (gone != null) {
      in(ahead > 0 ? ahead : gone.daysUp(-ahead));
    }
  }

  private void yearly(String object, String name, MonthDay day) {
    var cuts = used.find(object, name);
    if (cuts != null) {
      long left = Birthday.daysToNext(day, today);
      in(Math.min(cuts.daysDown(left), left + 1)); // then it is next year's
    }
  }

  private void points(Account account) {
    var balance = used.find("points", "balance");
    var pending = used.find("points", "pending");
    if (balance == null && pending == null) {
      return;
    }
    long active = account.balanceOn(today);
    long waiting = account.pendingOn(today);
    for (long step : account.lots().stepsAfter(today)) {
      var day = LocalDate.ofEpochDay(step);
      if ((balance != null && !balance.same(active, account.balanceOn(day)))
          || (pending != null && !pending.same(waiting, account.pendingOn(day)))) {
        in(until(day));
        return;
      }
    }
  }

  private void orders(ActiveDays days, Currency currency) {
    if (days.last() != null) {
      addDaysSince("orders", "daysSinceLast", days.last());
    }
    if (days.first() != null) {
      addDaysSince("orders", "daysSinceFirst", days.first());
    }
    var toCome = days.days().higherKey(today);
    if (toCome != null) {
      in(until(toCome));
    }
    for (int i = 0; i < ProfileDocument.WINDOWS.length; i++) {
      var name = ProfileDocument.WINDOW_NAMES[i];
      if (used.uses(name)) {
        window(days, name, ProfileDocument.WINDOWS[i], currency);
      }
    }
  }

  private void window(ActiveDays days, String name, int length, Currency currency) {
    var ofDays = used.find(name, "activeDays");
    var ofOrders = used.find(name, "orders");
    var ofSpend = used.find(name, "spend");
    var within = days.within(length, today);
    long count = 0;
    long orders = 0;
    long spend = 0;
    for (var day : within.values()) {
      count++;
      orders += day.orders();
      spend += day.spend();
    }
    long leftCount = count;
    long leftOrders = orders;
    long leftSpend = spend;
    for (var day : within.entrySet()) { // the oldest leaves first
      leftCount--;
      leftOrders -= day.getValue().orders();
      leftSpend -= day.getValue().spend();
      if ((ofDays != null && !ofDays.same(count, leftCount))
          || (ofOrders != null && !ofOrders.same(orders, leftOrders))
          || (ofSpend != null
              && !ofSpend.same(
                  ProfileDocument.major(spend, currency),
                  ProfileDocument.major(leftSpend, currency)))) {
        in(until(day.getKey()) + length);
        return;
      }
    }
  }

  private void engagement(Account account) {
    var clicks = Clicks.SLICE.in(account);
    if (clicks.last() != null) {
      addDaysSince("clicks", "daysSinceLast", clicks.last());
      clicks(clicks, "last30", 30);
      clicks(clicks, "last90", 90);
    }
    Answers.SLICE
        .in(account)
        .surveys()
        .forEach((id, answer) -> addDaysSince("answered", id, answer.day()));
  }

  private void clicks(Clicks clicks, String name, int length) {
    var cuts = used.find("clicks", name);
    if (cuts == null) {
      return;
    }
    long all = clicks.within(length, today);
    for (var day : clicks.days().tailMap(today.minusDays(length - 1L)).keySet()) {
      long days = until(day) + length;
      if (!cuts.same(all, clicks.within(length, today.plusDays(days)))) {
        in(days);
        return;
      }
    }
  }
}
