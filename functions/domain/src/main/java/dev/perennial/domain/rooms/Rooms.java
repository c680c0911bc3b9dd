package dev.perennial.domain.rooms;

import dev.perennial.domain.activities.Active;
import dev.perennial.domain.activities.Noticed;
import dev.perennial.domain.activities.Reviewed;
import dev.perennial.domain.campaigns.CampaignReader;
import dev.perennial.domain.campaigns.Emitted;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.customers.AttributeTypesReader;
import dev.perennial.domain.customers.CameBack;
import dev.perennial.domain.customers.Erased;
import dev.perennial.domain.customers.Profiled;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.loyalty.Adjusted;
import dev.perennial.domain.loyalty.PointsExpiring;
import dev.perennial.domain.mail.ClickSeen;
import dev.perennial.domain.mail.Clicked;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.MailNoticed;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.mail.Returned;
import dev.perennial.domain.merges.Merged;
import dev.perennial.domain.merges.MergedAway;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.programme.Section;
import dev.perennial.domain.purchases.ExchangeRates;
import dev.perennial.domain.purchases.LastBought;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.refunds.RefundAwaiting;
import dev.perennial.domain.refunds.RefundRejected;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.rewards.CouponReleased;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RedemptionCancelled;
import dev.perennial.domain.rewards.RewardReader;
import dev.perennial.domain.segments.CustomerLists;
import dev.perennial.domain.segments.ProfileFields;
import dev.perennial.domain.segments.SegmentReader;
import dev.perennial.domain.segments.WatchedFields;
import dev.perennial.domain.surveys.Answered;
import dev.perennial.domain.surveys.SurveyReader;
import java.util.List;
import java.util.Map;

/** All rooms. A new one is listed here, and is then stored, published and asked for by segments. */
public final class Rooms {
  /** The events that history lines tell, by the name under which they are stored. */
  public static final Map<String, Class<? extends DomainEvent>> EVENTS =
      Map.ofEntries(
          Map.entry("purchased", Purchased.class),
          Map.entry("refunded", Refunded.class),
          Map.entry("revised", Revised.class),
          Map.entry("awaiting", RefundAwaiting.class),
          Map.entry("rejected", RefundRejected.class),
          Map.entry("redeemed", Redeemed.class),
          Map.entry("cancelled", RedemptionCancelled.class),
          Map.entry("coupon-released", CouponReleased.class),
          Map.entry("adjusted", Adjusted.class),
          Map.entry("active", Active.class),
          Map.entry("reviewed", Reviewed.class),
          Map.entry("noticed", Noticed.class),
          Map.entry("expiring", PointsExpiring.class),
          Map.entry("profiled", Profiled.class),
          Map.entry("moved", Moved.class),
          Map.entry("merged", Merged.class),
          Map.entry("merged-away", MergedAway.class),
          Map.entry("erased", Erased.class),
          Map.entry("came-back", CameBack.class),
          Map.entry("entered", Entered.class),
          Map.entry("emitted", Emitted.class),
          Map.entry("decided", Decided.class),
          Map.entry("mailed", Mailed.class),
          Map.entry("mail-noticed", MailNoticed.class),
          Map.entry("clicked", Clicked.class),
          Map.entry("click-seen", ClickSeen.class),
          Map.entry("answered", Answered.class),
          Map.entry("friend-bought", FriendBought.class),
          Map.entry("friend-returned", FriendReturned.class),
          Map.entry("returned", Returned.class));

  /** What rooms add to the document that segments are patterns over. */
  public static final List<ProfileFields> PROFILE =
      List.of(LastBought::describe, WatchedFields::describe);

  /** What rooms read of the programme's files; each may ask for those before it. */
  public static final List<Section.Reading<?>> PROGRAMME =
      List.of(
          new ExchangeRates.FileReader(),
          new AttributeTypesReader(),
          new CustomerLists.FileReader(),
          new SegmentReader(PROFILE),
          new CampaignReader(),
          new RewardReader(),
          new SurveyReader());

  private Rooms() {}
}
