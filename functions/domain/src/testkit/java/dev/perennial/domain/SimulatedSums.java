package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.activities.Reviewed;
import dev.perennial.domain.customers.CameBack;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.loyalty.Adjusted;
import dev.perennial.domain.loyalty.BrandStatement;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.merges.Merged;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RedemptionCancelled;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;

/** What a simulated customer's lines come to, counted apart from the account that they make. */
final class SimulatedSums {
  private final Set<String> reviewed = new HashSet<>();
  private long expiredDropped;
  private long points;
  private long kept;
  private long orders;
  private int counted;

  /** Points of those who were under the id before. */
  private long ended;

  /** What a step drops is what had expired 24 months before it. */
  void noteDropped(Account before, Account after, LocalDate today) {
    if (!Life.SLICE.in(after).equals(Life.SLICE.in(before))) {
      return;
    }
    for (var lot : before.lots().points().entrySet()) {
      expiredDropped += lot.getKey().isForgottenOn(today) ? lot.getValue() : 0;
    }
  }

  /** Counts the lines since the last check, and holds the account against them. */
  void check(PlayedCustomer played) {
    var ledger = played.ledger();
    for (var line : ledger.subList(counted, ledger.size())) {
      switch (line.event()) {
        case Purchased purchased -> {
          points += purchased.earned();
          orders++;
          kept += purchased.paid();
        }
        case Refunded refunded -> {
          points -= refunded.clawedBack();
          orders -= refunded.whole() ? 1 : 0;
          kept -= refunded.amount();
          assertTrue(refunded.clawedBack() >= 0 && refunded.lapsed() >= 0, "a refund gives none");
        }
        case Revised revised -> {
          points += revised.points();
          orders += revised.orders();
          kept += revised.amount();
        }
        case Adjusted adjusted -> points += adjusted.points();
        case Reviewed reviewed -> {
          points += reviewed.points();
          assertTrue(this.reviewed.add(reviewed.sku()), "a sku earns once");
        }
        case Merged merged -> {
          points += Posting.net(merged.postings());
          orders += merged.other().days().orders();
          kept += merged.other().days().spend();
        }
        case Redeemed spent -> points -= spent.points();
        case RedemptionCancelled back -> points += back.points();
        case CameBack _ -> {
          ended += points;
          points = 0;
          orders = 0;
          kept = 0;
          expiredDropped = 0;
        }
        default -> {}
      }
    }
    counted = ledger.size();
    var account = played.account();
    var lots = account.lots().points().values();
    assertTrue(lots.stream().allMatch(each -> each > 0), "no lot is empty or overdrawn");
    assertTrue(account.debt() >= 0, "debt is never below zero");
    assertEquals(points - expiredDropped, account.lots().total() - account.debt(), "points");
    assertEquals(orders, account.days().orders(), "orders");
    var days = account.days().days().values();
    assertTrue(days.stream().allMatch(day -> day.orders() > 0), "a day without orders is none");
    assertEquals(kept, account.days().spend(), "spend");
  }

  void checkStatement(PlayedCustomer played, Rules rules, Instant now) {
    var account = played.account();
    var zone = rules.programme().shop().zone();
    var today = rules.dayOf(now);
    var statement = Statement.of(account.customerId(), played.ledger(), zone, today);
    var sums = statement.sums();
    assertEquals(
        sums.issued() + sums.returned() + sums.given() + sums.forgiven(),
        sums.clawedBack()
            + sums.redeemed()
            + sums.taken()
            + sums.expired()
            + sums.active()
            + sums.pending()
            - sums.debt(),
        "a statement adds up");
    assertEquals(account.balanceOn(today), sums.active(), "active points of the statement");
    assertEquals(account.pendingOn(today), sums.pending(), "pending points of the statement");
    assertEquals(account.debt(), sums.debt(), "debt of the statement");
    checkBrands(sums, BrandStatement.of(played.ledger(), zone, today));
    assertEquals(
        ended + points,
        statement.entries().stream().mapToLong(Statement.Entry::points).sum(),
        "entries");
  }

  /** All brands together come to the statement, save debt, which is of no brand. */
  private static void checkBrands(Statement.Sums sums, SortedMap<String, Statement.Sums> brands) {
    var all = brands.values().stream().reduce(Statement.Sums.NONE, Statement.Sums::plus);
    var owed = new Statement.Sums(0, 0, 0, 0, 0, 0, 0, sums.forgiven(), 0, 0, sums.debt());
    assertEquals(sums, all.plus(owed), "the brands come to the statement");
    for (var each : brands.values()) {
      assertTrue(each.active() >= 0 && each.pending() >= 0 && each.expired() >= 0, "each brand's");
    }
  }
}
