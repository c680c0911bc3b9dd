package dev.perennial.domain.programme;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines earn a multiple. Every condition must hold; one that is empty or null holds always.
 *
 * @param times in thousandths: 2000 doubles
 * @param from first day, in the shop's zone
 * @param until last day
 */
public record Multiplier(
    long times,
    Set<String> tiers,
    Set<String> categories,
    Set<String> skus,
    Set<String> channels,
    Set<String> brands,
    Set<DayOfWeek> weekdays,
    @Nullable LocalDate from,
    @Nullable LocalDate until) {
  public Multiplier {
    tiers = Set.copyOf(tiers);
    categories = Set.copyOf(categories);
    skus = Set.copyOf(skus);
    channels = Set.copyOf(channels);
    brands = Set.copyOf(brands);
    weekdays = Set.copyOf(weekdays);
  }

  /** Whether a purchase meets the conditions that are none of its lines' own. */
  public boolean suits(
      String tier, @Nullable String channel, @Nullable String brand, LocalDate day) {
    return holds(tiers, tier)
        && holds(channels, channel)
        && holds(brands, brand)
        && holds(weekdays, day.getDayOfWeek())
        && (from == null || !day.isBefore(from))
        && (until == null || !day.isAfter(until));
  }

  /** Whether a line meets the conditions that are its own. */
  public boolean suits(@Nullable String sku, @Nullable String category) {
    return holds(skus, sku) && holds(categories, category);
  }

  private static <T> boolean holds(Set<T> allowed, @Nullable T value) {
    return allowed.isEmpty() || (value != null && allowed.contains(value));
  }
}
