package dev.perennial.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One step of a customer's years, with a seed of its own. */
public record SimulatedStep(int number, Kind kind, long seed) {
  /** What may happen; what is likelier stands more often. */
  public enum Kind {
    BUY,
    BUY_AGAIN,
    BUY_AND_SPEND,
    BUY_DAILY,
    BUY_LATE,
    BUY_WITH_COUPON,
    BUY_BY_FRIEND,
    REPEAT,
    REFUND,
    REFUND_MORE,
    REFUND_OFTEN,
    REFUND_EARLY,
    REFUND_MONEY,
    EXCHANGE,
    REVISE,
    REORDER,
    REDEEM,
    REDEEM_MORE,
    CANCEL,
    ADJUST,
    REVIEW,
    REVIEW_LATE,
    FRIEND,
    MERGE,
    PROFILE,
    PASS,
    WAIT,
    FOLD,
    COME_BACK,
    NEW_PROGRAMME
  }

  /** The steps of a seed. */
  public static List<SimulatedStep> of(long seed, int count) {
    var random = new Random(seed);
    var steps = new ArrayList<SimulatedStep>();
    for (int i = 0; i < count; i++) {
      var kinds = Kind.values();
      steps.add(new SimulatedStep(i, kinds[random.nextInt(kinds.length)], random.nextLong()));
    }
    return steps;
  }
}
