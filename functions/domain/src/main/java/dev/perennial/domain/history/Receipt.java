package dev.perennial.domain.history;

import java.util.List;

/**
 * What the client is told of points after a purchase or refund.
 *
 * @param earned points earned by it; below 0 for a refund
 * @param pending points that become active later
 * @param balance points that can be spent
 * @param debt points owed
 * @param segments ids, sorted
 */
public record Receipt(
    long earned, long pending, long balance, long debt, String tier, List<String> segments) {
  public Receipt {
    segments = List.copyOf(segments);
  }
}
