package dev.perennial.domain.evaluation;

import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeVersions;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.value.Predictor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decisions are made by: the programme in force and all versions of the RFM boundaries and of
 * the model card.
 *
 * @param boundaries in the order of their versions
 * @param predictors of the model cards, in the order of their versions
 * @param versions of the programme, for whoever began by one and finishes on it
 */
public record Rules(
    Programme programme,
    List<Boundaries> boundaries,
    List<Predictor> predictors,
    ProgrammeVersions versions) {
  public Rules {
    boundaries = List.copyOf(boundaries);
    predictors = List.copyOf(predictors);
  }

  /** Those of which no version before is known. */
  public Rules(Programme programme, List<Boundaries> boundaries, List<Predictor> predictors) {
    this(programme, boundaries, predictors, ProgrammeVersions.NONE);
  }

  /** The programme as it was at a version; empty when that is not known. */
  public Optional<Programme> version(String version) {
    return version.equals(programme.version()) ? Optional.of(programme) : versions.find(version);
  }

  /** The boundaries in force at an instant, null before the first. */
  public @Nullable Boundaries boundariesAt(Instant now) {
    Boundaries found = null;
    for (var each : boundaries) {
      if (!each.effectiveFrom().isAfter(now)) {
        found = each;
      }
    }
    return found;
  }

  /** The boundaries of a version, null when they are not known. */
  public @Nullable Boundaries boundaries(String version) {
    return boundaries.stream().filter(b -> b.version().equals(version)).findFirst().orElse(null);
  }

  /** The predictor in force at an instant, null before the first model card. */
  public @Nullable Predictor predictorAt(Instant now) {
    Predictor found = null;
    for (var each : predictors) {
      if (!each.card().effectiveFrom().isAfter(now)) {
        found = each;
      }
    }
    return found;
  }

  /** The predictor of a model card's version, null when it is not known. */
  public @Nullable Predictor predictor(String version) {
    return predictors.stream()
        .filter(each -> each.card().version().equals(version))
        .findFirst()
        .orElse(null);
  }

  /** The day in the shop's zone. */
  public LocalDate dayOf(Instant now) {
    return now.atZone(programme.shop().zone()).toLocalDate();
  }
}
