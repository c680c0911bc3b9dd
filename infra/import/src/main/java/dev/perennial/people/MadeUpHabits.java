package dev.perennial.people;

import dev.perennial.orders.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Habits at stated rates, for customers of whom only orders are known. All of them follow from a
 * seed and from ids, so that the same seed makes the same year. The rates are made up, of the size
 * that mail to consenting customers of small shops is said to have; docs/playbooks.md states them.
 */
public final class MadeUpHabits implements Habits {
  /** Of 1,000 addresses, those that there are none of. */
  static final int DEAD_ADDRESSES = 10;

  /** Of 1,000 mails, those marked as spam. */
  static final int COMPLAINTS = 1;

  /** Of 1,000 mails, those after which somebody unsubscribes. */
  static final int UNSUBSCRIBED = 3;

  /** Of 1,000 mails, those of which a link is followed. */
  static final int CLICKED = 120;

  /** Of 1,000 clicks, those after which points become a coupon, if there are enough. */
  static final int REDEEMED = 250;

  /** Of 1,000 mails that ask for an answer, those that get one. */
  static final int ANSWERED = 80;

  /** Of 1,000 answers with a score of 9 or 10, those after which somebody recommends the shop. */
  static final int RECOMMENDED = 300;

  /** Of 1,000 new customers, those who come by a friend, as long as somebody recommends. */
  static final int BY_FRIENDS = 100;

  /** Of 1,000 new customers, those who sign up some days before they buy. */
  static final int SIGNED_UP = 150;

  /** Of 1,000 orders: browsed before; browsed after, in vain; a cart after, left; a review. */
  static final int BROWSED_BEFORE = 20;

  static final int BROWSED_AFTER = 30;
  static final int CARTS_LEFT = 30;
  static final int REVIEWED = 20;

  /** How often each of the scores 0 to 10 is given, of 100. */
  private static final int[] SCORES = {1, 1, 1, 2, 2, 5, 7, 13, 22, 22, 24};

  private static final List<String> WHY = List.of("price", "range", "range", "delivery", "service");

  private final long seed;

  /**
   * @param seed another makes another year
   */
  public MadeUpHabits(long seed) {
    this.seed = seed;
  }

  private Dice dice(String id) {
    return new Dice(seed + "/" + id);
  }

  private static boolean happens(Dice dice, String question, int perMille) {
    return dice.below(question, 1000) < perMille;
  }

  private static Duration minutes(Dice dice, String question, int from, int to) {
    return Duration.ofMinutes(from + dice.below(question, to - from));
  }

  @Override
  public List<Deed> around(Order order, boolean first) {
    var who = order.customerId();
    var sku = order.lines().getFirst().sku();
    var at = order.at();
    var id = order.purchaseId();
    var dice = dice("order/" + id);
    var deeds = new ArrayList<Deed>();
    if (first && happens(dice, "signed up", SIGNED_UP)) {
      deeds.add(new Deed.SignsUp(who, at.minus(minutes(dice, "how early", 24 * 60, 6 * 24 * 60))));
    }
    if (!first && happens(dice, "browsed before", BROWSED_BEFORE)) {
      deeds.add(does(who, at.minus(Duration.ofHours(49)), "a-" + id, "viewed", sku));
      deeds.add(does(who, at.minus(Duration.ofHours(24)), "b-" + id, "viewed", sku));
      deeds.add(does(who, at.minus(Duration.ofMinutes(90)), "c-" + id, "cart-filled", sku));
    }
    if (happens(dice, "browsed after", BROWSED_AFTER)) {
      var then = at.plus(Duration.ofDays(40)).plus(minutes(dice, "when", 0, 20 * 24 * 60));
      deeds.add(does(who, then, "d-" + id, "viewed", sku));
      deeds.add(does(who, then.plus(Duration.ofHours(27)), "e-" + id, "viewed", sku));
    }
    if (happens(dice, "a cart left", CARTS_LEFT)) {
      var then = at.plus(Duration.ofDays(10)).plus(minutes(dice, "cart when", 0, 40 * 24 * 60));
      deeds.add(does(who, then, "f-" + id, "cart-filled", sku));
    }
    if (happens(dice, "reviewed", REVIEWED)) {
      var then = at.plus(Duration.ofDays(20)).plus(minutes(dice, "words", 0, 14 * 24 * 60));
      deeds.add(does(who, then, "g-" + id, "review", sku));
    }
    return deeds;
  }

  private static Deed does(String who, Instant at, String id, String type, String sku) {
    return new Deed.Does(who, at, id, type, sku);
  }

  @Override
  public List<Deed> about(String customerId, String send, Instant sentAt) {
    var id = customerId + "-" + send;
    if (happens(dice("address/" + customerId), "dead", DEAD_ADDRESSES)) {
      return List.of(new Deed.Bounces(customerId, sentAt.plusSeconds(5), id));
    }
    var dice = dice("mail/" + id);
    var deeds = new ArrayList<Deed>();
    if (happens(dice, "complains", COMPLAINTS)) {
      deeds.add(new Deed.Complains(customerId, sentAt.plus(minutes(dice, "spam", 5, 2_880)), id));
      return deeds;
    }
    if (happens(dice, "unsubscribes", UNSUBSCRIBED)) {
      deeds.add(
          new Deed.Unsubscribes(customerId, sentAt.plus(minutes(dice, "enough", 5, 2_880)), id));
      return deeds;
    }
    var read = sentAt.plus(minutes(dice, "reads", 10, 1_440));
    if (happens(dice, "clicks", CLICKED)) {
      deeds.add(new Deed.Clicks(customerId, read, id));
      if (happens(dice, "redeems", REDEEMED)) {
        deeds.add(new Deed.Redeems(customerId, read.plus(Duration.ofMinutes(6)), id));
      }
    }
    if (happens(dice, "answers", ANSWERED)) {
      var why = dice.pick("why", WHY);
      deeds.add(
          new Deed.Answers(
              customerId, read.plus(minutes(dice, "answers when", 5, 600)), id, score(dice), why));
    }
    return deeds;
  }

  private static int score(Dice dice) {
    var drawn = dice.below("score", 100);
    for (int score = 0; score < SCORES.length; score++) {
      drawn -= SCORES[score];
      if (drawn < 0) {
        return score;
      }
    }
    return SCORES.length - 1;
  }

  @Override
  public List<Deed> answered(Deed.Answers answer) {
    var deeds = new ArrayList<Deed>();
    var dice = dice("answer/" + answer.id());
    if (answer.score() >= 9 && happens(dice, "recommends", RECOMMENDED)) {
      var at = answer.at().plus(minutes(dice, "recommends when", 2_880, 10_000));
      deeds.add(new Deed.Recommends(answer.customerId(), at, answer.id()));
    }
    return deeds;
  }

  @Override
  public boolean comesByFriend(String customerId) {
    return happens(dice("friend/" + customerId), "comes", BY_FRIENDS);
  }
}
