package dev.perennial.runtime.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.programme.Programme;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A version from when it holds; read when it first does, since most are over for long. */
final class DatedProgramme {
  private final String number;
  private final Instant from;
  private final JsonNode document;
  private final Supplier<Programme> read;
  private @Nullable Programme programme;

  DatedProgramme(String number, Instant from, JsonNode document, Supplier<Programme> read) {
    this.number = number;
    this.from = from;
    this.document = document;
    this.read = read;
  }

  String number() {
    return number;
  }

  Instant from() {
    return from;
  }

  /** As it is stored. */
  JsonNode document() {
    return document;
  }

  Programme programme() {
    var known = programme;
    if (known == null) {
      known = read.get();
      programme = known;
    }
    return known;
  }
}
