package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/** The shop's campaigns, their patterns compiled. */
public final class CampaignSet {
  private static final Comparator<Campaign> FIRST =
      Comparator.comparing(Campaign::priority, Comparator.reverseOrder())
          .thenComparing(Campaign::id);

  /** The programme's. */
  public static final Section<CampaignSet> SECTION =
      new Section<>("campaigns", CampaignSet.class, new CampaignSet(List.of()));

  private static final String TRIGGER = "trigger ";
  private static final String AWAITED = "awaited ";
  private static final String GOAL = "goal ";
  private static final String EXIT = "exit ";
  private static final String BRANCH = "branch ";

  private final List<Campaign> campaigns;
  private final Machine events = Machine.builder().build();
  private final Machine profiles = Machine.builder().build();
  private final Set<String> heard = new TreeSet<>();
  private final Set<String> awaited = new TreeSet<>();

  /**
   * @throws IllegalArgumentException naming the campaign whose pattern is not one
   */
  public CampaignSet(List<Campaign> campaigns) {
    this.campaigns = campaigns.stream().sorted(FIRST).toList();
    this.campaigns.forEach(this::compile);
  }

  private void compile(Campaign campaign) {
    var id = campaign.id();
    if (campaign.trigger() instanceof Trigger.OnEvent on) {
      hear(TRIGGER + id, campaign, on.pattern());
    }
    hear(GOAL + id, campaign, campaign.goal().event());
    hear(EXIT + id, campaign, campaign.exit().event());
    ask(GOAL + id, campaign, campaign.goal().profile());
    ask(EXIT + id, campaign, campaign.exit().profile());
    campaign
        .flow()
        .each(
            (place, step) -> {
              switch (step) {
                case Step.Await await ->
                    hear(AWAITED + id + " " + place, campaign, await.pattern());
                case Step.Branch branch ->
                    ask(BRANCH + id + " " + place, campaign, branch.pattern());
                default -> {}
              }
            });
  }

  private void hear(String rule, Campaign campaign, @Nullable String pattern) {
    if (pattern != null) {
      add(events, rule, campaign, pattern);
      heard.add(pattern);
      if (!rule.startsWith(TRIGGER)) {
        awaited.add(pattern);
      }
    }
  }

  private void ask(String rule, Campaign campaign, @Nullable String pattern) {
    if (pattern != null) {
      add(profiles, rule, campaign, pattern);
    }
  }

  private static void add(Machine machine, String rule, Campaign campaign, String pattern) {
    try {
      machine.addRule(rule, pattern);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "campaign " + campaign.id() + " has no EventBridge pattern: " + Reader.saidBy(e), e);
    }
  }

  /** All campaigns, those of the highest priority first and then by id. */
  public List<Campaign> all() {
    return campaigns;
  }

  /** A campaign by its id. */
  public Optional<Campaign> find(String id) {
    return campaigns.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The patterns of all events that start something, or that something waits for. */
  public Set<String> heard() {
    return heard;
  }

  /** The patterns of those events that journeys wait for, or end by. */
  public Set<String> awaited() {
    return awaited;
  }

  /** What an event is to the campaigns. */
  public Occasion occasion(String event) {
    return new Occasion(matching(events, event));
  }

  /** Whether any campaign asks for something of a profile document. */
  boolean asksProfiles() {
    return !profiles.isEmpty();
  }

  /** What of a profile document the campaigns ask for is so. */
  public Standing standing(String document) {
    return new Standing(matching(profiles, document));
  }

  private static Set<String> matching(Machine machine, String json) {
    if (machine.isEmpty()) {
      return Set.of();
    }
    try {
      return Set.copyOf(new ArrayList<>(machine.rulesForJSONEvent(json)));
    } catch (Exception e) { // declared by event-ruler for text that is not JSON
      throw new IllegalArgumentException("the event is not JSON", e);
    }
  }

  /** What an event is to the campaigns. */
  public final class Occasion {
    private final Set<String> rules;

    private Occasion(Set<String> rules) {
      this.rules = rules;
    }

    /** The campaigns that it starts, in their order. */
    public List<Campaign> started() {
      return campaigns.stream().filter(each -> rules.contains(TRIGGER + each.id())).toList();
    }

    /** Whether a journey may wait for it, or end by it. */
    public boolean concernsJourneys() {
      return rules.stream().anyMatch(rule -> !rule.startsWith(TRIGGER));
    }

    boolean isAwaited(String campaign, String place) {
      return rules.contains(AWAITED + campaign + " " + place);
    }

    boolean isGoal(String campaign) {
      return rules.contains(GOAL + campaign);
    }

    boolean isExit(String campaign) {
      return rules.contains(EXIT + campaign);
    }
  }

  /** What of a customer the campaigns ask for is so. */
  public static final class Standing {
    private final Set<String> rules;

    private Standing(Set<String> rules) {
      this.rules = rules;
    }

    boolean isGoal(String campaign) {
      return rules.contains(GOAL + campaign);
    }

    boolean isExit(String campaign) {
      return rules.contains(EXIT + campaign);
    }

    boolean isSo(String campaign, String place) {
      return rules.contains(BRANCH + campaign + " " + place);
    }
  }
}
