package dev.perennial.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.json.Json;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeReader;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.Rules;
import dev.perennial.domain.segments.Boundaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The programme and boundaries in force, read again at most every five minutes. Every version says
 * from when it holds, and is written at least that long before: so all functions switch at the same
 * instant, however long each has been warm.
 */
public final class RulesInForce {
  /** How old what is remembered may be; a new version takes effect no sooner. */
  public static final Duration REMEMBERED = Duration.ofMinutes(5);

  /** Kind of the programme's documents. */
  public static final String PROGRAMME = "programme";

  /** Kind of the boundaries' documents. */
  public static final String BOUNDARIES = "boundaries";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final ProgrammeStore store;
  private final List<Dated> programmes = new ArrayList<>();
  private final List<Boundaries> boundaries = new ArrayList<>();
  private String programmeVersion = "";
  private String boundariesVersion = "";
  private @Nullable Instant readAt;
  private @Nullable Rules rules;

  /** Reads from a store. */
  public RulesInForce(ProgrammeStore store) {
    this.store = store;
  }

  private record Dated(Instant from, Programme programme) {}

  /**
   * What holds at an instant.
   *
   * @throws NoProgramme when none was applied
   */
  public synchronized Rules at(Instant now) {
    var last = readAt;
    if (last == null || !now.isBefore(last.plus(REMEMBERED)) || now.isBefore(last)) {
      readNew();
      readAt = now;
    }
    Programme inForce = null;
    for (var each : programmes) {
      if (!each.from.isAfter(now)) {
        inForce = each.programme;
      }
    }
    if (inForce == null) {
      readAt = null;
      throw new NoProgramme();
    }
    var current = rules;
    if (current == null
        || !current.programme().version().equals(inForce.version())
        || current.boundaries().size() != boundaries.size()) {
      current = new Rules(inForce, boundaries);
      rules = current;
    }
    return current;
  }

  private void readNew() {
    for (var document : store.after(PROGRAMME, programmeVersion)) {
      programmes.add(programme(document));
      programmeVersion = document.version();
    }
    for (var document : store.after(BOUNDARIES, boundariesVersion)) {
      boundaries.add(Json.read(document.body(), Boundaries.class));
      boundariesVersion = document.version();
    }
  }

  private static Dated programme(ProgrammeStore.Document document) {
    try {
      JsonNode body = MAPPER.readTree(document.body());
      var from = Instant.parse(body.path("effectiveFrom").asText());
      return switch (ProgrammeReader.read(document.version(), body.path("files"))) {
        case ProgrammeReader.Outcome.Right right -> new Dated(from, right.programme());
        case ProgrammeReader.Outcome.Wrong wrong ->
            throw new IllegalStateException("stored programme is wrong: " + wrong.mistakes());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
