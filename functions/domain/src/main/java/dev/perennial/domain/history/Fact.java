package dev.perennial.domain.history;

import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.loyalty.Lots;
import dev.perennial.domain.loyalty.Terms;
import dev.perennial.domain.programme.Reward;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.refunds.Refund;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What happened. Amounts are minor units of the shop's currency; points are whole numbers. */
public sealed interface Fact {
  /** The event that an insert of the line raises, or null when it raises none. */
  @Nullable String event();

  /**
   * A purchase was recorded.
   *
   * @param digest of the purchase's canonical content: tells the same again from another
   * @param paid what was paid for goods: after discounts, before tax and shipping
   * @param order which order of the customer this is, 1 for the first
   * @param terms what it earns by, whatever goes back later
   * @param earned points for the paid lines
   * @param debtPaid of the earned points, those that paid debt and went into no lot
   * @param counted whether its points are noted by their day
   * @param referrer whose code brought the customer: of a first order, and null of most
   */
  record Purchased(
      String purchaseId,
      String digest,
      String currency,
      @Nullable String brand,
      @Nullable String channel,
      @Nullable String couponCode,
      @Nullable String referralCode,
      long shipping,
      long tax,
      long paid,
      PaidLines lines,
      long order,
      Terms terms,
      long earned,
      long debtPaid,
      Lots.Lot lot,
      boolean counted,
      @Nullable String referrer)
      implements Fact {
    @Override
    public String event() {
      return "Purchase Recorded";
    }
  }

  /**
   * A purchase was taken back, whole or in part.
   *
   * @param quantities by line of the purchase, in its order: how many went back this time
   * @param amount net paid of what went back
   * @param clawedBack points taken back: {@code taken} plus {@code newDebt}
   * @param newDebt points that had been spent already
   * @param lapsed points of a lot that expired so long ago that it is no longer kept: nobody has
   *     them, and nobody owes them
   * @param whole true when nothing of the purchase is left
   * @param purchaseDay the purchase's day in the shop's zone
   * @param counted whether the purchase's points are noted by its day
   * @param referred whether a friend's code brought the customer with the purchase
   */
  record Refunded(
      String refundId,
      String purchaseId,
      String digest,
      List<Long> quantities,
      long amount,
      long clawedBack,
      List<Lots.Take> taken,
      long newDebt,
      long lapsed,
      boolean whole,
      LocalDate purchaseDay,
      boolean counted,
      boolean referred)
      implements Fact {
    /** Points that the purchase no longer stands for. */
    public long lost() {
      return clawedBack + lapsed;
    }

    @Override
    public String event() {
      return "Purchase Refunded";
    }
  }

  /**
   * A refund came before its purchase, and waits for it.
   *
   * @param lines what is to go back; empty for all that is left
   */
  record RefundAwaiting(String refundId, String purchaseId, String digest, List<Refund.Line> lines)
      implements Fact {
    @Override
    public @Nullable String event() {
      return null;
    }

    /** Whether a mark of the account stands for this refund. */
    public boolean isMarkedBy(Account.Awaited mark) {
      return mark.purchaseId().equals(purchaseId) && mark.refundId().equals(refundId);
    }
  }

  /**
   * A refund that waited for its purchase is not taken.
   *
   * @param reason {@code purchase-unknown} when none came, {@code refund-exceeds-purchase} or
   *     {@code before-purchase} when it did not fit
   */
  record RefundRejected(String refundId, String purchaseId, String reason) implements Fact {
    @Override
    public String event() {
      return "Refund Rejected";
    }
  }

  /**
   * Points were spent on a reward.
   *
   * @param programme the version under which it was offered
   * @param takes what was taken, by lot
   * @param code of the coupon
   * @param offer what the coupon is good for
   * @param expires the coupon's last day
   * @param place of the stock that it was taken from, -1 when the stock is not counted
   */
  record Redeemed(
      String redemptionId,
      String rewardId,
      String programme,
      List<Lots.Take> takes,
      String code,
      Reward.Offer offer,
      LocalDate expires,
      int place)
      implements Fact {
    @Override
    public String event() {
      return "Points Redeemed";
    }

    /** How many points. */
    public long points() {
      return takes.stream().mapToLong(Lots.Take::points).sum();
    }
  }

  /**
   * A redemption was taken back.
   *
   * @param returned to the lots that they came from
   * @param debtPaid of the points, those that paid debt and went into no lot
   */
  record RedemptionCancelled(String redemptionId, List<Lots.Take> returned, long debtPaid)
      implements Fact {
    /** How many points came back, those that paid debt among them. */
    public long points() {
      return returned.stream().mapToLong(Lots.Take::points).sum() + debtPaid;
    }

    @Override
    public String event() {
      return "Points Adjusted";
    }
  }

  /**
   * The profile was created or changed.
   *
   * @param fields names of the fields that changed, never their values
   * @param consentOnly true when nothing but consents changed
   */
  record Profiled(boolean created, boolean consentOnly, List<String> fields) implements Fact {
    @Override
    public String event() {
      if (created) {
        return "Customer Created";
      }
      return consentOnly ? "Consent Changed" : "Customer Changed";
    }
  }

  /**
   * Staff gave points or took some.
   *
   * @param points below 0 when taken
   * @param reason free text, in no event
   * @param lot where points given lie
   * @param debtPaid of the points given, those that paid debt
   * @param taken of which lots
   * @param newDebt points to be taken that were not there
   */
  record Adjusted(
      String adjustmentId,
      long points,
      String reason,
      String author,
      Lots.Lot lot,
      long debtPaid,
      List<Lots.Take> taken,
      long newDebt)
      implements Fact {
    @Override
    public String event() {
      return "Points Adjusted";
    }
  }

  /**
   * The customer did something that is no purchase. Kept for as long as it may be reported.
   *
   * @param kind the shop's own word for it, which clients call its type
   * @param sku what it was done with, if it says so
   * @param digest of its content: tells the same again from another
   * @param properties what else the shop says of it, each value as JSON writes it; may hold free
   *     text, which is in no event
   */
  record Active(
      String activityId,
      String kind,
      @Nullable String sku,
      String digest,
      SortedMap<String, String> properties)
      implements Fact {
    @Override
    public String event() {
      return "Customer Active";
    }
  }

  /**
   * A review of something bought earned points; once for each sku, which is its line's key.
   *
   * @param programme the version that gave them
   * @param points at least 1
   * @param debtPaid of the points, those that paid debt
   * @param lot where the others lie
   * @param counted whether the points are noted by their day
   */
  record Reviewed(
      String activityId,
      String sku,
      String programme,
      long points,
      long debtPaid,
      Lots.Lot lot,
      boolean counted)
      implements Fact {
    @Override
    public String event() {
      return "Points Adjusted";
    }
  }

  /**
   * Points are about to expire.
   *
   * @param on their last day
   * @param points how many, as of the telling
   * @param days the notice: how many days ahead the programme asks for
   */
  record PointsExpiring(LocalDate on, long points, int days) implements Fact {
    @Override
    public String event() {
      return "Points Expiring";
    }
  }

  /**
   * A person followed a link of a mail; of each mail one click is recorded.
   *
   * @param link which of the mail's links, 1 the first
   */
  record Clicked(String sendId, String campaign, int link) implements Fact {
    @Override
    public String event() {
      return "Email Clicked";
    }
  }

  /**
   * A link of a mail was followed, and not judged a person's doing.
   *
   * @param link which of the mail's links, 1 the first
   * @param reason why not, such as {@code too-soon}
   */
  record ClickSeen(String sendId, String campaign, int link, String reason) implements Fact {
    @Override
    public @Nullable String event() {
      return null;
    }
  }

  /**
   * A survey was answered.
   *
   * @param scores by question
   * @param choices ids of options, by question
   * @param words free text by question, which is in no event
   */
  record Answered(
      String surveyId,
      SortedMap<String, Long> scores,
      SortedMap<String, String> choices,
      SortedMap<String, String> words)
      implements Fact {
    @Override
    public String event() {
      return "Survey Answered";
    }
  }

  /**
   * A friend bought for the first time with the customer's code.
   *
   * @param friendId the friend's customer id
   * @param purchaseId of the friend's first order
   */
  record FriendBought(String friendId, String purchaseId) implements Fact {
    @Override
    public String event() {
      return "Referral Completed";
    }
  }

  /** A friend's first order went back whole. */
  record FriendReturned(String friendId, String purchaseId) implements Fact {
    @Override
    public String event() {
      return "Referral Reversed";
    }
  }

  /** The scheduled pass found the customer in other segments. */
  record Moved() implements Fact {
    @Override
    public String event() {
      return "Customer Reclassified";
    }
  }

  /** The customer was erased. */
  record Erased() implements Fact {
    @Override
    public String event() {
      return "Customer Erased";
    }
  }

  /** The customer entered a campaign: kept for ever, so that nothing enters twice. */
  record Entered(String campaign, String entry, @Nullable String trigger) implements Fact {
    @Override
    public @Nullable String event() {
      return null;
    }
  }

  /** A mail was decided against, and why. */
  record Decided(String sendId, String campaign, String reason) implements Fact {
    @Override
    public @Nullable String event() {
      return null;
    }
  }

  /** A mail was accepted by SES. */
  record Mailed(String sendId, String campaign, String template) implements Fact {
    @Override
    public String event() {
      return "Email Sent";
    }
  }

  /**
   * A mail came back.
   *
   * @param kind {@code bounced} or {@code complained}
   */
  record Returned(String sendId, String kind) implements Fact {
    @Override
    public String event() {
      return kind.equals("bounced") ? "Email Bounced" : "Email Complained";
    }
  }
}
