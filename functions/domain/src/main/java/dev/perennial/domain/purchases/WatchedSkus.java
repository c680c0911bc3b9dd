package dev.perennial.domain.purchases;

import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.segments.SegmentSet;
import java.util.List;

/** What segments ask for of the products of an order: a sku, or a family such as {@code MUG-*}. */
public final class WatchedSkus {
  private static final String ANY = "*";

  private WatchedSkus() {}

  /** The names by which segments ask for something that is among the lines, sorted. */
  public static List<String> of(PaidLines lines, Rules rules) {
    return rules.programme().get(SegmentSet.SECTION).watched(Watched.Kind.SKU).stream()
        .filter(name -> lines.list().stream().anyMatch(line -> isOf(line.sku(), name)))
        .sorted()
        .toList();
  }

  private static boolean isOf(String sku, String name) {
    var asked = ClientId.normal(name);
    return asked.endsWith(ANY)
        ? sku.startsWith(asked.substring(0, asked.length() - 1))
        : sku.equals(asked);
  }
}
