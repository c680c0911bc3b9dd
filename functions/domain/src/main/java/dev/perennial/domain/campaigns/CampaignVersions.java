package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Versions;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.programme.Programme;
import java.util.Optional;

/**
 * By which version of its campaign a journey goes. One that notes a version finishes on it, unless
 * a file since then took all along who were under way; all others go by the files in force.
 */
public final class CampaignVersions {
  private final Rules rules;
  private final CampaignSet inForce;

  /** Those of the rules at an instant. */
  public CampaignVersions(Rules rules) {
    this.rules = rules;
    inForce = rules.programme().get(CampaignSet.SECTION);
  }

  /** The programme by whose campaigns a journey goes. */
  public Programme programme(Journey journey) {
    var version = journey.version();
    return version.isEmpty() || rules.versions().takesAlong(journey.campaign(), version)
        ? rules.programme()
        : rules.version(version).orElse(rules.programme());
  }

  /** The programme by whose templates a mail is written: its journey's. */
  public Programme programme(MailLog log, String sendId) {
    return log.journeyOf(sendId).map(this::programme).orElse(rules.programme());
  }

  /** The campaigns by which a journey goes. */
  public CampaignSet campaigns(Journey journey) {
    return programme(journey).get(CampaignSet.SECTION);
  }

  /** The campaign of a journey; empty when there is none any more. */
  public Optional<Campaign> find(Journey journey) {
    return campaigns(journey).find(journey.campaign());
  }

  /** One that begins, with the version on which it finishes, if the file in force says so. */
  Journey begun(Journey journey) {
    return inForce
        .find(journey.campaign())
        .filter(each -> each.versions() == Versions.FINISH)
        .map(_ -> journey.on(rules.programme().version()))
        .orElse(journey);
  }

  /** One that goes on: whoever moved once doesn't go back. */
  Journey settled(Journey journey) {
    return journey.version().equals(programme(journey).version()) ? journey : journey.on("");
  }
}
