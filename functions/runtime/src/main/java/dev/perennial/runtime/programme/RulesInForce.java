package dev.perennial.runtime.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Timetable;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeVersions;
import dev.perennial.domain.rooms.ProgrammeReader;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.value.ModelCard;
import dev.perennial.domain.value.Predictor;
import dev.perennial.storage.form.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The programme, boundaries and model card in force, read again at most every ten minutes. Every
 * version says from when it holds, and is written at least that long before: so all functions
 * switch at the same instant, however long each has been warm.
 */
public final class RulesInForce {
  /** How old what is remembered may be; a new version takes effect no sooner. */
  public static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final JsonMapper MAPPER = new JsonMapper();

  private final ProgrammeStore store;
  private final RulesLog log;
  private final List<DatedProgramme> programmes = new ArrayList<>();
  private final List<Boundaries> boundaries = new ArrayList<>();
  private final List<Predictor> predictors = new ArrayList<>();
  private final FinishingCampaigns finishing = new FinishingCampaigns();
  private String version = "";
  private @Nullable Instant readAt;
  private @Nullable Rules rules;

  /** Reads from a store. */
  public RulesInForce(ProgrammeStore store) {
    this.store = store;
    log = new RulesLog(store);
  }

  /**
   * What holds at an instant.
   *
   * @throws NoProgramme when none was applied
   */
  public synchronized Rules at(Instant now) {
    var dated = datedFrom(now);
    if (dated.isEmpty() || dated.getFirst().from().isAfter(now)) {
      readAt = null;
      throw new NoProgramme();
    }
    var inForce = dated.getFirst().programme();
    var current = rules;
    if (current == null
        || !current.programme().version().equals(inForce.version())
        || current.boundaries().size() != boundaries.size()
        || current.predictors().size() != predictors.size()) {
      current = new Rules(inForce, boundaries, predictors, new Versions(inForce.version()));
      rules = current;
    }
    return current;
  }

  /**
   * The programme in force and those announced to follow it, in their order: all that may judge
   * what is told of an instant. None before the first was applied.
   */
  public synchronized List<Programme> fromOn(Instant now) {
    return datedFrom(now).stream().map(DatedProgramme::programme).toList();
  }

  private synchronized Optional<Programme> version(String number) {
    return programmes.stream()
        .filter(each -> each.number().equals(number))
        .findFirst()
        .map(DatedProgramme::programme);
  }

  private synchronized boolean takesAlong(String campaign, String after, String upTo) {
    return programmes.stream()
        .filter(each -> each.number().compareTo(after) > 0 && each.number().compareTo(upTo) <= 0)
        .anyMatch(each -> StoredFiles.takesAlong(each.document(), campaign));
  }

  /** Those there are. */
  private final class Versions implements ProgrammeVersions {
    private final String inForce;

    /**
     * @param inForce the number of the last that counts: others may be announced
     */
    Versions(String inForce) {
      this.inForce = inForce;
    }

    @Override
    public Optional<Programme> find(String number) {
      return version(number);
    }

    @Override
    public boolean takesAlong(String campaign, String after) {
      return RulesInForce.this.takesAlong(campaign, after, inForce);
    }
  }

  /** The campaigns of versions that hold no more by which journeys may still finish. */
  public synchronized CampaignSet finishing(Instant now) {
    var fromOn = datedFrom(now).size();
    var upTo = Math.min(programmes.size() - fromOn + 1, programmes.size());
    return finishing.before(programmes.subList(0, upTo), now);
  }

  /**
   * Which campaigns begin by themselves, and when: by the version that held at an instant and those
   * that followed it.
   *
   * @param since nothing is asked of before
   */
  public synchronized Timetable timetable(Instant since, Instant now) {
    refresh(now);
    return new Timetable(
        inForceFrom(since).stream()
            .map(
                each ->
                    new Timetable.InForce(
                        each.from(),
                        each.programme().get(CampaignSet.SECTION),
                        each.programme().shop().zone()))
            .toList());
  }

  private List<DatedProgramme> datedFrom(Instant now) {
    refresh(now);
    return inForceFrom(now);
  }

  private void refresh(Instant now) {
    var last = readAt;
    if (last == null || Duration.between(last, now).abs().compareTo(REMEMBERED) >= 0) {
      readNew();
      readAt = now;
    }
  }

  /** The version that holds at an instant, or else the first of all, and those after it. */
  private List<DatedProgramme> inForceFrom(Instant instant) {
    int first = 0;
    for (int i = 0; i < programmes.size(); i++) {
      if (!programmes.get(i).from().isAfter(instant)) {
        first = i;
      }
    }
    return programmes.subList(first, programmes.size());
  }

  private void readNew() {
    for (var document : log.after(version)) {
      switch (RulesLog.kind(document)) {
        case PROGRAMME -> programmes.add(programme(document));
        case BOUNDARIES -> boundaries.add(Json.read(RulesLog.content(document), Boundaries.class));
        case CARD ->
            predictors.add(new Predictor(Json.read(RulesLog.content(document), ModelCard.class)));
        case LATER -> {}
      }
      version = document.version();
    }
  }

  private DatedProgramme programme(ProgrammeStore.Document document) {
    try {
      JsonNode body = MAPPER.readTree(RulesLog.content(document));
      var from = Instant.parse(body.path("effectiveFrom").asText());
      var number = document.version();
      // a copy: who is in the lists would else be kept with each version that was read
      return new DatedProgramme(
          number, from, body, () -> programme(number, StoredFiles.of(body).deepCopy()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Programme programme(String number, JsonNode files) {
    StoredLists.lay(files, store);
    return switch (ProgrammeReader.readStored(number, files)) {
      case ProgrammeReader.Outcome.Right right -> right.programme();
      case ProgrammeReader.Outcome.Wrong wrong ->
          throw new IllegalStateException("stored programme is wrong: " + wrong.mistakes());
    };
  }
}
