package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.rewards.Carried;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Guesses;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rewards.RewardSide;
import dev.perennial.domain.rewards.RewardStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every adapter promises of coupons, stock and marks, whatever is under it. */
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

  protected abstract ProgrammeStore programme();

  protected Account account(String customerId, long version) {
    var account = Account.empty(customerId, "member");
    for (long seq = 1; seq <= version; seq++) {
      account = account.after(line(customerId, "moved#" + seq, seq), ZoneOffset.UTC);
    }
    return account;
  }

  protected static HistoryLine line(String customerId, String id, long seq) {
    return HistoryLine.draft(customerId, id, seq, NOW, NOW, Cause.TIME, new Moved());
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
    var offer = new Reward.Offer(500, 0, 90, 2, true, true);
    var last = LocalDate.parse("2011-05-30");
    return new Coupon(code, anna, "D1", "mug", offer, last, 1, false, List.of());
  }

  private Change use(Coupon coupon, Carried carried) {
    return Change.ofSides(
        anna, List.of(new RewardSide.PutCoupon(coupon), new RewardSide.PutCarried(carried)));
  }

  private static Coupon next(Coupon coupon, String... purchases) {
    var uses = Stream.of(purchases).map(each -> new Coupon.Use(coupon.customerId(), each)).toList();
    return new Coupon(
        coupon.code(),
        coupon.customerId(),
        coupon.redemptionId(),
        coupon.rewardId(),
        coupon.offer(),
        coupon.expires(),
        coupon.version() + 1,
        false,
        uses);
  }

  @Test
  void aCouponIsWrittenWithTheAccountAndThenVersionByVersion() {
    var first = coupon("C" + mark);
    assertEquals(Optional.empty(), rewards().coupon(first.code()));
    var issued = step(0, line(anna, "moved#1", 1)).with(new RewardSide.PutCoupon(first));
    assertEquals(DONE, customers().write(issued));
    assertEquals(Optional.of(first), rewards().coupon(first.code()));
    var once = next(first, "P1");
    var carried = new Carried(anna, "P1", 1, List.of(first.code()), false);
    assertEquals(DONE, customers().write(use(once, carried)), "once");
    assertEquals(STALE, customers().write(use(once, carried)), "not twice");
    assertEquals(Optional.of(once), rewards().coupon(first.code()));
    assertEquals(carried, rewards().carried(anna, "P1"));
    var stale = step(1, line(anna, "moved#2", 2)).with(new RewardSide.PutCoupon(once));
    assertEquals(STALE, customers().write(stale));
    assertEquals(Optional.empty(), history().find(anna, "moved#2"));
  }

  @Test
  void whatAnOrderCarriesHoldsUpACouponThatDidNotKnowOfIt() {
    var coupon = coupon("C" + mark);
    var put = Change.ofSides(anna, List.of(new RewardSide.PutCoupon(coupon)));
    assertEquals(DONE, customers().write(put));
    assertEquals(Carried.none(anna, "P1"), rewards().carried(anna, "P1"));
    var other = new Carried(anna, "P1", 1, List.of("another"), true);
    assertEquals(
        DONE, customers().write(Change.ofSides(anna, List.of(new RewardSide.PutCarried(other)))));
    var blind = new Carried(anna, "P1", 1, List.of(coupon.code()), true);
    assertEquals(STALE, customers().write(use(next(coupon, "P1"), blind)));
    assertEquals(Optional.of(coupon), rewards().coupon(coupon.code()));
    assertEquals(other, rewards().carried(anna, "P1"));
    assertEquals(Carried.none(anna, "P2"), rewards().carried(anna, "P2"));
    assertNull(customers().read(anna).account(), "coupons make nobody a customer");
  }

  @Test
  void wrongGuessesAreCountedOneByOneByTheHour() {
    var none = Guesses.none(anna, NOW);
    assertEquals(none, rewards().guesses(anna, NOW));
    for (long wrong = 1; wrong <= 3; wrong++) {
      var more = new Guesses(anna, none.hour(), wrong);
      assertEquals(DONE, customers().write(guess(more)));
      assertEquals(STALE, customers().write(guess(more)), "the same one is not counted twice");
      assertEquals(more, rewards().guesses(anna, NOW.plusSeconds(60)));
    }
    var later = NOW.plusSeconds(3600);
    assertEquals(Guesses.none(anna, later), rewards().guesses(anna, later));
  }

  private Change guess(Guesses more) {
    return Change.ofSides(anna, List.of(new RewardSide.PutGuesses(more)));
  }

  @Test
  void ofAPlaceNoMoreThanItsShareIsTakenAndWhatComesBackCanBeTakenAgain() {
    var reward = "mug-" + mark;
    var take = new RewardSide.TakeStock(reward, 3, 2);
    assertEquals(0, rewards().stock(reward).issued().get(3));
    for (long read = 0; read < 2; read++) {
      assertEquals(DONE, customers().write(taking(read, take)));
    }
    assertEquals(STALE, customers().write(taking(2, take)));
    assertEquals(2, rewards().stock(reward).issued().get(3));
    assertEquals(DONE, customers().write(taking(2, new RewardSide.ReturnStock(reward, 3))));
    assertEquals(DONE, customers().write(taking(3, take)));
    assertEquals(STALE, customers().write(taking(4, new RewardSide.ReturnStock(reward, 5))));
    assertEquals(List.of(0L, 0L, 0L, 2L, 0L, 0L, 0L, 0L), rewards().stock(reward).issued());
  }

  private Change taking(long read, RewardSide side) {
    return step(read, line(anna, "moved#" + (read + 1), read + 1)).with(side);
  }

  @Test
  void marksOnAnAddressAreReadByItsKeyWhoeverWroteThem() {
    var key = "key-of-" + anna;
    var bounced = new AddressMark(key, "bounced", NOW);
    var withdrawn = new AddressMark(key, "withdrawn:email:#1", NOW.plusNanos(1));
    assertEquals(DONE, customers().write(Change.ofSides(anna, List.of(bounced))));
    var change = step(0, line(anna, "moved#1", 1)).with(withdrawn);
    assertEquals(DONE, customers().write(change));
    assertEquals(DONE, customers().write(Change.ofSides("another", List.of(bounced))), "once more");
    assertEquals(
        Set.of(bounced, withdrawn), Set.copyOf(AddressDocuments.read(programme(), key).marks()));
    assertEquals(AddressRecord.NONE, AddressDocuments.read(programme(), key + "x"));
  }
}
