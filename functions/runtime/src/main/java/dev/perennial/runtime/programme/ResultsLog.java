package dev.perennial.runtime.programme;

import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.domain.results.Results;
import dev.perennial.storage.form.Json;
import java.util.Optional;

/** What campaigns brought: of each campaign a document for each day of a census. */
public final class ResultsLog {
  private static final String KIND = "results#";

  private final ProgrammeStore store;

  /** A log in a store. */
  public ResultsLog(ProgrammeStore store) {
    this.store = store;
  }

  /** The last of a campaign; empty before the first census that counted it. */
  public Optional<Results> latest(String campaign) {
    return store.latest(KIND + campaign).map(document -> Json.read(document.body(), Results.class));
  }

  /** Puts those of a day, unless they are there. */
  public void put(Results results) {
    store.putNew(
        new Document(KIND + results.campaign(), results.day().toString(), Json.write(results)));
  }
}
