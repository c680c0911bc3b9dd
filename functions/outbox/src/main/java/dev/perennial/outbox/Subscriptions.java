package dev.perennial.outbox;

import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Log;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.storage.DynamoProgramme;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * Who would get an event: the rules on the bus, whoever made them, and behind the campaigns' own
 * rule whatever starts, wakes or ends something in the programme in force, in those announced, and
 * in those of before by which journeys finish. What nobody would get need not be put on the bus,
 * which is billed by the event.
 */
final class Subscriptions {
  /** How old what is known may be: a new rule hears of what happens from then on. */
  static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final EventBridgeClient client;
  private final String bus;
  private final String campaignsRule;
  private final RulesInForce programmes;
  private final Clock clock;
  private final Log log;
  private @Nullable Instant readAt;
  private Set<String> asked = Set.of();
  private EventPatterns patterns = new EventPatterns(Set.of());

  Subscriptions(Cloud cloud) {
    client = cloud.client(EventBridgeClient.class, Cloud.Retries.SDK);
    bus = cloud.env("BUS_NAME");
    campaignsRule = cloud.env("CAMPAIGNS_RULE");
    programmes =
        new RulesInForce(
            new DynamoProgramme(
                cloud.client(DynamoDbClient.class, Cloud.Retries.SDK),
                cloud.env("PROGRAMME_TABLE")));
    clock = cloud.clock();
    log = Log.in(cloud);
  }

  /** What is asked for now; all there is when that can't be read. */
  EventPatterns now() {
    var now = clock.instant();
    var last = readAt;
    if (last == null || Duration.between(last, now).abs().compareTo(REMEMBERED) >= 0) {
      read(now);
      readAt = now;
    }
    return patterns;
  }

  private void read(Instant now) {
    try {
      var current = new TreeSet<String>();
      rules(current);
      triggers(current, now);
      if (!current.equals(asked)) {
        patterns = new EventPatterns(current);
        asked = current;
      }
    } catch (RuntimeException e) { // an event too many costs a millionth of a dollar
      log.warn("subscriptions can't be read", Map.of("error", e.getClass().getName()));
      patterns = EventPatterns.ALL;
      asked = Set.of();
    }
  }

  private void rules(Set<String> into) {
    ListRulesResponse page = null;
    do {
      var token = page == null ? null : page.nextToken();
      page =
          client.listRules(ListRulesRequest.builder().eventBusName(bus).nextToken(token).build());
      for (Rule rule : page.rules()) {
        var hears = rule.state() != RuleState.DISABLED && rule.eventPattern() != null;
        if (hears && !campaignsRule.equals(rule.name())) {
          into.add(rule.eventPattern());
        }
      }
    } while (page.nextToken() != null);
  }

  private void triggers(Set<String> into, Instant now) {
    for (var programme : programmes.fromOn(now)) {
      into.addAll(programme.get(CampaignSet.SECTION).heard());
    }
    into.addAll(programmes.finishing(now).awaited());
  }
}
