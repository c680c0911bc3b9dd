package dev.perennial.domain.ledger;

import java.time.YearMonth;
import java.util.List;

/** The keys of history lines; ids of clients stand in them {@link ClientId#escaped escaped}. */
public final class LineId {
  /** What the keys of the ledger begin with. */
  public static final String LEDGER = "ledger#";

  /** What the keys of all merges begin with. */
  public static final String MERGES = "merged#";

  /** The id of the refund that takes back an order of two ids: no client's begins with a blank. */
  public static final String MERGE_REFUND = " merged";

  /** What the keys of all purchases and their refunds begin with. */
  public static final String PURCHASES = "ledger#purchase#";

  /** What the keys of all activities begin with. */
  public static final String ACTIVITIES = "activity#";

  /** What sorts behind the key of every activity. */
  public static final String ACTIVITIES_END = "activity$";

  /** What the keys of all answers to surveys begin with. */
  public static final String ANSWERS = "answer#";

  /** What sorts behind every key. */
  public static final String END = "~";

  private static final String REJECTED = "#rejected";

  private LineId() {}

  /** What begins the keys that clients name, and those of which a person has one. */
  private static final List<String> NAMED =
      List.of(
          PURCHASES,
          "ledger#redemption#",
          "ledger#adjustment#",
          "ledger#review#",
          ACTIVITIES,
          "referral#");

  /** Whether what a key is made of is unique for a person, and not a version of the account. */
  public static boolean isNamedByClient(String lineId) {
    return NAMED.stream().anyMatch(lineId::startsWith)
        && !isApplied(lineId)
        && !lineId.endsWith(REJECTED);
  }

  /** A purchase, under the client's own id. */
  public static String purchase(String purchaseId) {
    return PURCHASES + ClientId.escaped(purchaseId);
  }

  /** Of lines whose keys begin alike, those of a purchase and of what is under it. */
  public static List<HistoryLine> ofPurchase(String purchaseId, List<HistoryLine> lines) {
    var id = purchase(purchaseId);
    return lines.stream()
        .filter(line -> line.id().equals(id) || line.id().startsWith(id + "#"))
        .toList();
  }

  /** A refund, under its purchase, so that one query reads all refunds of a purchase. */
  public static String refund(String purchaseId, String refundId) {
    return refundsOf(purchaseId) + ClientId.escaped(refundId);
  }

  /** What the keys of all refunds of a purchase begin with. */
  public static String refundsOf(String purchaseId) {
    return purchase(purchaseId) + "#refund#";
  }

  /**
   * A next version of an order.
   *
   * @param revision 1 for the first after the purchase
   */
  public static String revision(String purchaseId, int revision) {
    return revisionsOf(purchaseId) + revision;
  }

  /** What the keys of all later versions of an order begin with. */
  public static String revisionsOf(String purchaseId) {
    return purchase(purchaseId) + "#revision#";
  }

  /** What became of a refund that waited for its purchase. */
  public static String appliedRefund(String purchaseId, String refundId) {
    return refund(purchaseId, refundId) + "#applied";
  }

  /** Whether a key is of a refund that its purchase applied. */
  public static boolean isApplied(String lineId) {
    return lineId.endsWith("#applied");
  }

  /** That a refund waited in vain, or did not fit its purchase. */
  public static String rejectedRefund(String purchaseId, String refundId) {
    return refund(purchaseId, refundId) + REJECTED;
  }

  /** The key of the purchase that a key is of, or stands under. */
  static String purchaseOf(String lineId) {
    var end = lineId.indexOf('#', PURCHASES.length());
    return end < 0 ? lineId : lineId.substring(0, end);
  }

  /**
   * The refund by which an order was taken back under one of two ids of a person, when both had it.
   *
   * @param purchase the purchase's key
   */
  static String takenBack(String purchase) {
    return purchase + "#refund#" + ClientId.escaped(MERGE_REFUND);
  }

  /** A redemption, under the client's own id. */
  public static String redemption(String redemptionId) {
    return "ledger#redemption#" + ClientId.escaped(redemptionId);
  }

  /** That a redemption was taken back. */
  public static String cancellation(String redemptionId) {
    return redemption(redemptionId) + "#cancel";
  }

  /** That a coupon's use was taken back. */
  public static String released(long seq) {
    return "ledger#released#" + seq;
  }

  /** A change of profile or consents. */
  public static String profile(long seq) {
    return "profile#" + seq;
  }

  /** Points that staff gave or took, under their own id. */
  public static String adjustment(String adjustmentId) {
    return "ledger#adjustment#" + ClientId.escaped(adjustmentId);
  }

  /** Something that a customer did, under the client's own id. */
  public static String activity(String activityId) {
    return ACTIVITIES + ClientId.escaped(activityId);
  }

  /** Points for a review: of each sku there is one. */
  public static String review(String sku) {
    return "ledger#review#" + ClientId.escaped(sku);
  }

  /** A notice of points that are about to expire. */
  public static String expiring(YearMonth month, int days) {
    return "expiring#" + month + "#" + days;
  }

  /** A move between segments. */
  public static String moved(long seq) {
    return "moved#" + seq;
  }

  /** That an activity or a mail was one that segments ask for. */
  public static String noticed(long seq) {
    return "noticed#" + seq;
  }

  /** The erasure. */
  public static String erased(long seq) {
    return "erased#" + seq;
  }

  /** That the customer was merged into another, or another into this one. */
  public static String merged(long seq) {
    return MERGES + seq;
  }

  /** An entry into a campaign. */
  public static String entry(String campaign, String entry) {
    return "journey#" + campaign + "#" + entry;
  }

  /** That a step of a journey told of its customer on the bus. */
  public static String emitted(String stepId) {
    return "emitted#" + stepId;
  }

  /** A decision not to mail. */
  public static String decision(String sendId) {
    return "decision#" + sendId;
  }

  /** A mail that was sent. */
  public static String sent(String sendId) {
    return "send#" + sendId;
  }

  /** The click that counts for a mail. */
  public static String click(String sendId) {
    return "click#" + sendId;
  }

  /** The first sight of a mail's link followed by what seems no person. */
  public static String clickSeen(String sendId) {
    return click(sendId) + "#seen";
  }

  /**
   * An answer to a survey.
   *
   * @param occasion for which the customer was asked: one answer each
   */
  public static String answer(String surveyId, String occasion) {
    return ANSWERS + surveyId + "#" + occasion;
  }

  /** A friend's first order, in the history of who referred them. */
  public static String friend(String friendId) {
    return "referral#" + ClientId.escaped(friendId);
  }

  /** That a friend's first order went back. */
  public static String friendReturned(String friendId) {
    return friend(friendId) + "#reversed";
  }

  /** What came back of a mail: a bounce, a complaint. */
  public static String returned(String sendId, String kind) {
    return "send#" + sendId + "#" + kind;
  }
}
