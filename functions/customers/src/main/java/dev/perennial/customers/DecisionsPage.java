package dev.perennial.customers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.explanation.Known;
import dev.perennial.domain.explanation.Why;
import dev.perennial.domain.explanation.WhyJson;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog.Mail;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.storage.AddressDocuments;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of a customer in campaigns, and why: in those in force, and in those of which the
 * mail log still knows; by their ids.
 *
 * @param campaign the only one that is asked for, null for all
 * @param limit how many campaigns, 1 to 20
 * @param after the id of the last campaign of the page before, null for the first page
 */
public record DecisionsPage(@Nullable String campaign, int limit, @Nullable String after) {
  private static final int USUAL = 10;
  private static final int MAX = 20;

  /** Of a campaign's id: longer than any may be, so that one of a later release pages, too. */
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

  /**
   * Reads what is asked for.
   *
   * @throws BadInput when it is none
   */
  static DecisionsPage of(APIGatewayV2HTTPEvent request) throws BadInput {
    return new DecisionsPage(
        id(request, "campaign", "must be a campaign's id"),
        Http.queryLimit(request, USUAL, MAX),
        id(request, "cursor", "must be \"next\" of the page before"));
  }

  private static @Nullable String id(APIGatewayV2HTTPEvent request, String name, String right)
      throws BadInput {
    var id = Http.queryOrNull(request, name);
    if (id != null && !ID.matcher(id).matches()) {
      throw BadInput.at("query/" + name, right);
    }
    return id;
  }

  /**
   * The page.
   *
   * @param customer who is not erased, with the mail log
   */
  public ObjectNode json(Customer customer, Stores stores, Rules rules, Instant now) {
    var asked =
        known(customer, rules).stream()
            .filter(id -> campaign == null || id.equals(campaign))
            .filter(id -> after == null || id.compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    var shown = asked.subList(0, Math.min(limit, asked.size()));
    var body = JsonNodeFactory.instance.objectNode();
    body.put("customerId", customer.customerId());
    body.put("at", now.toString());
    var told = body.putArray("campaigns");
    why(customer, stores, rules, shown, now).forEach(each -> told.add(WhyJson.of(each)));
    if (asked.size() > shown.size()) {
      body.put("next", shown.getLast());
    }
    return body;
  }

  /** The campaigns that something can be said of, sorted. */
  public static SortedSet<String> known(Customer customer, Rules rules) {
    var campaigns = rules.programme().get(CampaignSet.SECTION);
    var all = new TreeSet<>(campaigns.all().stream().map(Campaign::id).toList());
    var log = customer.mailLogOrNone();
    all.addAll(log.journeys().values().stream().map(Journey::campaign).toList());
    all.addAll(log.mails().values().stream().map(Mail::campaign).toList());
    return all;
  }

  private static List<Why> why(
      Customer customer, Stores stores, Rules rules, List<String> asked, Instant now) {
    var profile = customer.profile();
    var email = profile == null ? null : profile.email();
    var address =
        email == null
            ? AddressRecord.NONE
            : AddressDocuments.read(
                stores.programme(),
                new StackAddressKeys(new StackLinks(stores.programme())).of(email));
    var known = Known.read(stores.history(), customer, address, rules, new TreeSet<>(asked));
    return Why.of(known, rules, asked, now);
  }
}
