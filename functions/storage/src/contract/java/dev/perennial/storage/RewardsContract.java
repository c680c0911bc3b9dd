package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.customers.Change;
import dev.perennial.domain.customers.Change.ProfileStep;
import dev.perennial.domain.customers.Change.Side;
import dev.perennial.domain.customers.CustomerStore;
import dev.perennial.domain.customers.CustomerStore.Written;
import dev.perennial.domain.history.Cause;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.history.HistoryStore;
import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.programme.Reward;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.RewardStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every adapter promises of coupons and stock, whatever is under it. */
public abstract class RewardsContract {
  protected static final Instant NOW = Instant.parse("2011-03-01T10:00:00.123Z");
  protected static final Written DONE = new Written.Done();
  protected static final Written STALE = new Written.Stale();

  /** Other tests write into the same stores: every test has customers of its own. */
  protected final String mark = UUID.randomUUID().toString();

  protected final String anna = "anna-" + mark;

  protected abstract CustomerStore customers();

  protected abstract HistoryStore history();

  protected abstract RewardStore rewards();

  protected Account account(String customerId, long version) {
    var account = Account.empty(customerId, "member");
    for (long seq = 1; seq <= version; seq++) {
      account = account.after(line(customerId, "moved#" + seq, seq), ZoneOffset.UTC);
    }
    return account;
  }

  protected static HistoryLine line(String customerId, String id, long seq) {
    return HistoryLine.draft(customerId, id, seq, NOW, NOW, Cause.TIME, new Fact.Moved());
  }

  protected Change step(long read, HistoryLine... lines) {
    return new Change(
        anna,
        account(anna, read + 1),
        read,
        new ProfileStep.Keep(),
        null,
        0,
        List.of(lines),
        List.of(),
        false);
  }

  private Coupon coupon(String code) {
    var offer = new Reward.Offer(500, 0, 90, 2, true);
    var last = LocalDate.parse("2011-05-30");
    return new Coupon(code, anna, "D1", "mug", offer, last, 1, false, List.of());
  }

  private Coupon used(Coupon coupon) {
    var outcome = coupon.use(anna, "P" + coupon.version(), coupon.expires());
    return assertInstanceOf(Coupon.Outcome.Used.class, outcome).after();
  }

  @Test
  void aCouponIsWrittenWithTheAccountAndThenVersionByVersion() {
    var first = coupon("C" + mark);
    assertEquals(Optional.empty(), rewards().coupon(first.code()));
    var issued = step(0, line(anna, "moved#1", 1)).with(new Side.PutCoupon(first));
    assertEquals(DONE, customers().write(issued));
    assertEquals(Optional.of(first), rewards().coupon(first.code()));
    var once = used(first);
    assertTrue(rewards().putNext(once), "once");
    assertFalse(rewards().putNext(once), "not twice");
    assertTrue(rewards().putNext(used(once)), "twice, read again");
    var stale = step(1, line(anna, "moved#2", 2)).with(new Side.PutCoupon(once));
    assertEquals(STALE, customers().write(stale));
    assertEquals(Optional.empty(), history().find(anna, "moved#2"));
    assertEquals(used(once), rewards().coupon(first.code()).orElseThrow());
  }

  @Test
  void ofAPlaceNoMoreThanItsShareIsTakenAndWhatComesBackCanBeTakenAgain() {
    var reward = "mug-" + mark;
    var take = new Side.TakeStock(reward, 3, 2);
    assertEquals(0, rewards().stock(reward).issued().get(3));
    for (long read = 0; read < 2; read++) {
      assertEquals(DONE, customers().write(taking(read, take)));
    }
    assertEquals(STALE, customers().write(taking(2, take)));
    assertEquals(2, rewards().stock(reward).issued().get(3));
    assertEquals(DONE, customers().write(taking(2, new Side.ReturnStock(reward, 3))));
    assertEquals(DONE, customers().write(taking(3, take)));
    assertEquals(STALE, customers().write(taking(4, new Side.ReturnStock(reward, 5))));
    assertEquals(List.of(0L, 0L, 0L, 2L, 0L, 0L, 0L, 0L), rewards().stock(reward).issued());
  }

  private Change taking(long read, Side side) {
    return step(read, line(anna, "moved#" + (read + 1), read + 1)).with(side);
  }
}
