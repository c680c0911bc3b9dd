package dev.perennial.domain.explanation;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.CampaignVersions;
import dev.perennial.domain.campaigns.Supplies;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.LineOfTime;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.ledger.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of a customer, read before anything is said.
 *
 * @param customer with the mail log
 * @param entries lines of entries by campaign: all of those that count, some of others
 * @param decisions lines of mails that were held, by campaign
 * @param recent the last lines that may have raised an event, the last first
 * @param given keys of gifts' lines that are there
 * @param address what forbids mail to the customer's address
 */
public record Known(
    Customer customer,
    Map<String, List<HistoryLine>> entries,
    Map<String, List<HistoryLine>> decisions,
    List<HistoryLine> recent,
    Set<String> given,
    AddressRecord address) {
  /** Lines of a kind that are read where there may be no end of them. */
  private static final int MOST = 100;

  public Known {
    entries = Map.copyOf(entries);
    decisions = Map.copyOf(decisions);
    recent = List.copyOf(recent);
    given = Set.copyOf(given);
  }

  /**
   * Reads it.
   *
   * @param customer with the mail log
   * @param asked the ids of the campaigns of which something is to be said
   */
  public static Known read(
      HistoryStore history,
      Customer customer,
      AddressRecord address,
      Rules rules,
      Set<String> asked) {
    var person = PersonHistory.of(history, customer);
    var entries = new TreeMap<String, List<HistoryLine>>();
    for (var campaign : rules.programme().get(CampaignSet.SECTION).all()) {
      if (remembersEntries(campaign)) {
        var prefix = LineId.entry(campaign.id(), "");
        entries.put(campaign.id(), customer.own(person.startingWith(prefix)));
      }
    }
    var decisions = new TreeMap<String, List<HistoryLine>>();
    for (var id : asked) {
      entries.computeIfAbsent(id, _ -> some(history, customer, LineId.entry(id, "")));
      decisions.put(id, some(history, customer, LineId.decision(id + "#")));
    }
    var given =
        Supplies.lines(customer.mailLogOrNone().journeys().values(), new CampaignVersions(rules))
            .stream()
            .filter(key -> person.find(key).isPresent())
            .collect(Collectors.toCollection(TreeSet::new));
    return new Known(customer, entries, decisions, recent(history, customer), given, address);
  }

  /** Whether an entry of before may be what forbids the next. */
  static boolean remembersEntries(Campaign campaign) {
    return campaign.limit().counts() || campaign.trigger() instanceof Trigger.OnSchedule;
  }

  private static List<HistoryLine> some(HistoryStore history, Customer customer, String prefix) {
    return customer.own(history.between(customer.customerId(), prefix, prefix + "~", MOST));
  }

  private static List<HistoryLine> recent(HistoryStore history, Customer customer) {
    var id = customer.customerId();
    var lines =
        new ArrayList<>(
            new LineOfTime(history, id, customer.account(), customer.life())
                .page(null, MOST)
                .lines());
    lines.addAll(customer.own(history.between(id, LineId.ACTIVITIES, LineId.ACTIVITIES_END, MOST)));
    return lines.stream().sorted(Comparator.comparing(Place::of).reversed()).toList();
  }
}
