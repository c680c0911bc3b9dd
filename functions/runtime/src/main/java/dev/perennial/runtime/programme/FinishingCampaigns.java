package dev.perennial.runtime.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignReader;
import dev.perennial.domain.campaigns.CampaignSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The campaigns of versions that hold no more by which journeys may still finish: what those wait
 * for must be heard. Of a version no more than the files are read that say so, and a file that many
 * versions have is read once.
 */
final class FinishingCampaigns {
  /** How much later than its steps say a journey may be over: after an outage, in another zone. */
  private static final Duration LATE = Duration.ofDays(14);

  private record File(String id, JsonNode file) {}

  private final Map<File, Campaign> read = new HashMap<>();
  private final Map<String, List<Campaign>> byVersion = new HashMap<>();
  private CampaignSet found = new CampaignSet(List.of());
  private Set<Campaign> of = Set.of();
  private int ended;
  private @Nullable Instant foundAt;

  /**
   * Those of the versions before the last.
   *
   * @param versions up to the one in force at an instant
   */
  CampaignSet before(List<DatedProgramme> versions, Instant now) {
    var last = foundAt;
    if (last == null
        || versions.size() != ended
        || Duration.between(last, now).abs().compareTo(RulesInForce.REMEMBERED) >= 0) {
      find(versions, now);
      ended = versions.size();
      foundAt = now;
    }
    return found;
  }

  private void find(List<DatedProgramme> versions, Instant now) {
    var campaigns = new LinkedHashSet<Campaign>();
    for (int i = 0; i + 1 < versions.size(); i++) {
      var until = versions.get(i + 1).from().plus(LATE);
      for (var campaign : finishing(versions.get(i))) {
        if (campaign.flow().over(until).isAfter(now)) {
          campaigns.add(campaign);
        }
      }
    }
    if (!campaigns.equals(of)) {
      found = new CampaignSet(List.copyOf(campaigns));
      of = campaigns;
    }
  }

  private List<Campaign> finishing(DatedProgramme version) {
    return byVersion.computeIfAbsent(version.number(), _ -> files(version.document()));
  }

  private List<Campaign> files(JsonNode document) {
    var ids = StoredFiles.finishing(document);
    if (ids.isEmpty()) {
      return List.of();
    }
    var files = StoredFiles.of(document).path("campaigns");
    var campaigns = new ArrayList<Campaign>();
    for (var id : ids) {
      campaigns.add(
          read.computeIfAbsent(
              new File(id, files.path(id)), file -> CampaignReader.stored(file.id, file.file)));
    }
    return campaigns;
  }
}
