package dev.perennial.domain.value;

/**
 * What the models know of one customer, in the unit of time they were fitted in. The first purchase
 * begins the customer's time and isn't counted.
 *
 * @param x repeat purchases: distinct purchase days after the first; 0 or more
 * @param recency t<sub>x</sub>, from the first purchase to the last; 0 when x is 0
 * @param age T, from the first purchase to the day of the summary; at least the recency
 */
public record Summary(int x, double recency, double age) {
  /** Somebody who has just bought for the first time. */
  public static final Summary NEW = new Summary(0, 0, 0);

  /**
   * @throws IllegalArgumentException naming the value that can't be, and what could
   */
  public Summary {
    if (x < 0) {
      throw new IllegalArgumentException("x is " + x + "; it must be 0 or more");
    }
    if (!(age >= 0 && age < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("T is " + age + "; it must be 0 or more, and finite");
    }
    if (!(recency >= 0 && recency <= age)) {
      throw new IllegalArgumentException(
          "t_x is %s; it must be from 0 to T, which is %s".formatted(recency, age));
    }
    if (x == 0 && recency > 0) {
      throw new IllegalArgumentException("t_x is " + recency + "; without repeats it must be 0");
    }
  }
}
