package dev.perennial.domain.ledger;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the rooms remember of a customer, each under its slice. Immutable. */
public final class Slices {
  /** Nothing is remembered. */
  public static final Slices NONE = new Slices(new TreeMap<>());

  private final SortedMap<String, Kept<?>> byName;

  private record Kept<S>(Slice<S> slice, S value) {}

  private Slices(SortedMap<String, Kept<?>> byName) {
    this.byName = byName;
  }

  /** What a room remembers; its none when it remembers nothing, and null when that is nothing. */
  public <S> @Nullable S find(Slice<S> slice) {
    var kept = byName.get(slice.name());
    return kept == null ? slice.none() : slice.type().cast(kept.value);
  }

  /** Whose memory there is. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** The same with another memory of a room. */
  public <S> Slices with(Slice<S> slice, @Nullable S value) {
    if (Objects.equals(find(slice), value)) {
      return this;
    }
    var next = new TreeMap<>(byName);
    if (value == null || slice.isNone(value)) {
      next.remove(slice.name());
    } else {
      next.put(slice.name(), new Kept<>(slice, value));
    }
    return new Slices(next);
  }

  /** What one person remembers who was two customers. */
  Slices merged(Slices others) {
    var next = this;
    for (var kept : others.byName.values()) {
      next = next.merged(kept);
    }
    return next;
  }

  private <S> Slices merged(Kept<S> theirs) {
    var mine = find(theirs.slice);
    return with(
        theirs.slice, mine == null ? theirs.value : theirs.slice.merge().apply(mine, theirs.value));
  }

  /** The same after an erasure. */
  Slices erased() {
    var next = new TreeMap<>(byName);
    next.values().removeIf(kept -> kept.slice.personal());
    return new Slices(next);
  }

  /** What is remembered in two of them differently, by name, with both values. */
  SortedMap<String, Map.Entry<String, String>> differences(Slices other) {
    var found = new TreeMap<String, Map.Entry<String, String>>(Comparator.naturalOrder());
    var names = new TreeSet<>(byName.keySet());
    names.addAll(other.byName.keySet());
    for (var name : names) {
      var mine = byName.get(name);
      var others = other.byName.get(name);
      if (mine == null || !mine.equals(others)) {
        found.put(name, Map.entry(text(mine), text(others)));
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  private static String text(@Nullable Kept<?> kept) {
    return kept == null ? "" : String.valueOf(kept.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slices slices && byName.equals(slices.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    var text = new StringBuilder("Slices");
    byName.forEach((name, kept) -> text.append(' ').append(name).append('=').append(kept.value));
    return text.toString();
  }
}
