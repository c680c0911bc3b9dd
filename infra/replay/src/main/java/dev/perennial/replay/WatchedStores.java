package dev.perennial.replay;

import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.Place;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.storage.InMemoryStores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stores in memory, and who hears what is written, as streams would tell it. */
final class WatchedStores {
  /** Hears what was written. */
  interface Listener {
    /** A line that raises its event. */
    void raised(HistoryLine line);

    /** A mail that was claimed. */
    void claimed(String customerId, String sendId);

    /** A customer was written whose journeys wait until an instant. */
    void waits(Instant due);
  }

  private WatchedStores() {}

  static Stores of(InMemoryStores memory, Listener listener) {
    return new Stores(new Customers(memory, listener), new Lines(memory, listener), memory, memory);
  }

  private record Customers(InMemoryStores memory, Listener listener) implements CustomerStore {
    @Override
    public Customer read(String customerId) {
      return memory.read(customerId);
    }

    @Override
    public Customer readWithMailLog(String customerId) {
      return memory.readWithMailLog(customerId);
    }

    @Override
    public Written write(Change change) {
      var written = memory.write(change);
      if (written instanceof Written.Done) {
        tell(change);
      }
      return written;
    }

    @Override
    public boolean writeTogether(List<Change> changes) {
      var written = memory.writeTogether(changes);
      if (written) {
        changes.forEach(this::tell);
      }
      return written;
    }

    private void tell(Change change) {
      if (!change.quiet()) {
        change.lines().forEach(listener::raised);
      }
      var log = change.mailLog();
      if (log != null && log.lastChange().equals("CLAIMED") && log.lastId() != null) {
        listener.claimed(change.customerId(), log.lastId());
      }
      if (log != null && log.due() != null) {
        listener.waits(log.due());
      }
    }

    @Override
    public Page scan(Part part, @Nullable String cursor, Predicate<Due> rests) {
      return memory.scan(part, cursor, rests);
    }
  }

  private record Lines(InMemoryStores memory, Listener listener) implements HistoryStore {
    @Override
    public Optional<HistoryLine> find(String customerId, String lineId) {
      return memory.find(customerId, lineId);
    }

    @Override
    public List<HistoryLine> startingWith(String customerId, String prefix) {
      return memory.startingWith(customerId, prefix);
    }

    @Override
    public List<HistoryLine> between(String customerId, String first, String last, int max) {
      return memory.between(customerId, first, last, max);
    }

    @Override
    public Stretch stretch(String customerId, List<String> lineIds) {
      return memory.stretch(customerId, lineIds);
    }

    @Override
    public List<HistoryLine> besideLedger(String customerId, @Nullable Place before, int max) {
      return memory.besideLedger(customerId, before, max);
    }

    @Override
    public boolean putNew(HistoryLine line, @Nullable Instant expires) {
      var put = memory.putNew(line, expires);
      if (put) {
        listener.raised(line);
      }
      return put;
    }

    @Override
    public void replace(HistoryLine line, @Nullable Instant expires) {
      memory.replace(line, expires);
    }

    @Override
    public boolean forget(String customerId, String prefix, long version) {
      return memory.forget(customerId, prefix, version);
    }
  }
}
