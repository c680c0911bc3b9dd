package dev.perennial.storage;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the lines that are read, and how often some are asked for. */
final class CountingHistory implements HistoryStore {
  private final HistoryStore of;
  private int lines;
  private int calls;

  CountingHistory(HistoryStore of) {
    this.of = of;
  }

  int lines() {
    return lines;
  }

  int calls() {
    return calls;
  }

  private List<HistoryLine> counted(List<HistoryLine> read) {
    calls++;
    lines += read.size();
    return read;
  }

  @Override
  public Optional<HistoryLine> find(String customerId, String lineId) {
    var found = of.find(customerId, lineId);
    counted(found.stream().toList());
    return found;
  }

  @Override
  public List<HistoryLine> startingWith(String customerId, String prefix) {
    return counted(of.startingWith(customerId, prefix));
  }

  @Override
  public List<HistoryLine> between(String customerId, String first, String last, int max) {
    return counted(of.between(customerId, first, last, max));
  }

  @Override
  public Stretch stretch(String customerId, List<String> lineIds) {
    var stretch = of.stretch(customerId, lineIds);
    counted(stretch.lines());
    return stretch;
  }

  @Override
  public List<HistoryLine> besideLedger(String customerId, @Nullable Place before, int max) {
    return counted(of.besideLedger(customerId, before, max));
  }

  @Override
  public boolean putNew(HistoryLine line, @Nullable Instant expires) {
    return of.putNew(line, expires);
  }

  @Override
  public void replace(HistoryLine line, @Nullable Instant expires) {
    of.replace(line, expires);
  }

  @Override
  public boolean forget(String customerId, String prefix, long version) {
    return of.forget(customerId, prefix, version);
  }
}
