package dev.perennial.runtime.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Receipt;

/** Receipts as the contract shows them. */
public final class Receipts {
  private Receipts() {}

  /** Adds points, tier and segments to an answer. */
  public static ObjectNode put(ObjectNode body, Receipt receipt) {
    var points = body.putObject("points");
    points.put("earned", receipt.earned());
    points.put("pending", receipt.pending());
    points.put("balance", receipt.balance());
    points.put("debt", receipt.debt());
    body.put("tier", receipt.tier());
    var segments = body.putArray("segments");
    receipt.segments().forEach(segments::add);
    var review = receipt.review();
    if (review != null) {
      var told = body.putObject("review");
      if (review.sku() != null) {
        told.put("sku", review.sku());
      }
      told.put("rewarded", review.rewarded());
      if (!review.rewarded()) {
        told.put("reason", review.reason());
      }
    }
    var coupon = receipt.coupon();
    if (coupon != null) {
      var told = body.putObject("coupon").put("code", coupon.code()).put("used", coupon.used());
      if (coupon.used()) {
        told.put("rewardId", coupon.rewardId());
      } else {
        told.put("reason", coupon.reason());
      }
    }
    var referral = receipt.referral();
    if (referral != null) {
      var told = body.putObject("referral").put("counted", referral.counted());
      if (!referral.counted()) {
        told.put("reason", referral.reason());
      }
    }
    return body;
  }
}
