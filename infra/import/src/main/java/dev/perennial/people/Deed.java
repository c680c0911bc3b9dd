package dev.perennial.people;

import java.time.Instant;

/** One thing that somebody does beside buying, and when. */
public sealed interface Deed {
  /** Who. */
  String customerId();

  /** When. */
  Instant at();

  /** What tells it from all others. */
  String id();

  /** What it is, in words, to be counted by. */
  String kind();

  /** Gives the shop an address, and perhaps a consent, before ever buying. */
  record SignsUp(String customerId, Instant at) implements Deed {
    @Override
    public String id() {
      return customerId;
    }

    @Override
    public String kind() {
      return "signed up before buying";
    }
  }

  /**
   * Looks at something, fills a cart, writes a review.
   *
   * @param type of the activity
   */
  record Does(String customerId, Instant at, String id, String type, String sku) implements Deed {
    @Override
    public String kind() {
      return switch (type) {
        case "viewed" -> "views";
        case "cart-filled" -> "carts filled";
        default -> type + "s";
      };
    }
  }

  /** Follows a link of a mail. */
  record Clicks(String customerId, Instant at, String id) implements Deed {
    @Override
    public String kind() {
      return "clicks";
    }
  }

  /**
   * Answers the survey that a mail asks for.
   *
   * @param score 0 to 10
   */
  record Answers(String customerId, Instant at, String id, int score, String why) implements Deed {
    @Override
    public String kind() {
      return "answers";
    }
  }

  /** Asks for the code to give to friends, and gives it to one. */
  record Recommends(String customerId, Instant at, String id) implements Deed {
    @Override
    public String kind() {
      return "recommendations";
    }
  }

  /** Turns points into a coupon, if there are enough, and uses it with the next order. */
  record Redeems(String customerId, Instant at, String id) implements Deed {
    @Override
    public String kind() {
      return "redemptions";
    }
  }

  /** Wants no more mail. */
  record Unsubscribes(String customerId, Instant at, String id) implements Deed {
    @Override
    public String kind() {
      return "unsubscribed";
    }
  }

  /** Marks a mail as spam. */
  record Complains(String customerId, Instant at, String id) implements Deed {
    @Override
    public String kind() {
      return "complaints";
    }
  }

  /** Never got the mail: there is no such address. */
  record Bounces(String customerId, Instant at, String id) implements Deed {
    @Override
    public String kind() {
      return "bounces";
    }
  }
}
