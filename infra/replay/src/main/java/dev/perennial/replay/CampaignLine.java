package dev.perennial.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.scan.FullScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a customer in a campaign, as History remembers it.
 *
 * @param at when it was decided or done
 * @param what {@code entered}, {@code held-out}, {@code held} or {@code sent}
 * @param id of the entry or the mail
 * @param about the arm, the reason or the template; empty for an entry
 */
public record CampaignLine(
    Instant at, String customerId, String campaign, String what, String id, String about) {
  /** What a line may tell. */
  public static final List<String> KINDS = List.of("entered", "held-out", "sent", "held");

  /** A mail or an entry that was decided against. */
  public static final String HELD = "held";

  /** A mail that was sent. */
  public static final String SENT = "sent";

  private static final Comparator<CampaignLine> ORDER =
      Comparator.comparing(CampaignLine::at)
          .thenComparing(CampaignLine::customerId)
          .thenComparing(CampaignLine::what)
          .thenComparing(CampaignLine::id);

  /** All of a shop's, in the order of time. */
  public static List<CampaignLine> all(Stores stores) {
    var all = new ArrayList<CampaignLine>();
    FullScan.each(
        stores.customers(),
        1,
        customer ->
            Stream.of(LineId.entry("", ""), LineId.decision(""), LineId.sent(""))
                .map(prefix -> prefix.substring(0, prefix.indexOf('#') + 1))
                .flatMap(
                    prefix -> stores.history().startingWith(customer.customerId(), prefix).stream())
                .map(CampaignLine::of)
                .filter(line -> line != null)
                .forEach(all::add));
    all.sort(ORDER);
    return all;
  }

  private static @Nullable CampaignLine of(HistoryLine line) {
    return switch (line.event()) {
      case Entered entered ->
          of(
              line,
              entered.campaign(),
              entered.arm().isEmpty() ? "entered" : "held-out",
              entered.entry(),
              entered.arm());
      case Decided held -> of(line, held.campaign(), HELD, held.sendId(), held.reason());
      case Mailed mailed -> of(line, mailed.campaign(), SENT, mailed.sendId(), mailed.template());
      default -> null;
    };
  }

  private static CampaignLine of(
      HistoryLine line, String campaign, String what, String id, String about) {
    return new CampaignLine(line.recordedAt(), line.customerId(), campaign, what, id, about);
  }

  /** Tells it to machines. */
  public ObjectNode put(ObjectNode json) {
    json.put("at", at.toString());
    json.put("customerId", customerId);
    json.put("campaign", campaign);
    json.put("what", what);
    json.put("id", id);
    return about.isEmpty() ? json : json.put("about", about);
  }
}
