package dev.perennial.mail.render;

import dev.perennial.domain.programme.Nearest;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The variables a template may name. A misspelt name is found when a template is applied, not when
 * a customer reads "Dear ,".
 *
 * @param names full paths such as {@code customer.name}; a path that ends in {@code .*} allows
 *     whatever lies below it
 */
public record Vocabulary(SortedSet<String> names) {
  private static final String ANY_SURVEY = "surveys.*";

  /** What every campaign mail knows; docs/templates.md explains each. */
  public static final Vocabulary STANDARD =
      of(
          "customer.name",
          "customer.givenName",
          "customer.familyName",
          "customer.language",
          "customer.attributes.*",
          "points.balance",
          "points.pending",
          "points.earned",
          "points.worth",
          "points.activeOn",
          "points.expiring",
          "points.expiresOn",
          "tier",
          "usual.orderValue",
          "usual.overdueDays",
          "purchase.id",
          "coupon.code",
          "coupon.name",
          "coupon.off",
          "coupon.minimumOrder",
          "coupon.expiresOn",
          ANY_SURVEY,
          "shop.name",
          "shop.url",
          "postalAddress",
          "unsubscribeUrl");

  /** A vocabulary of these paths. */
  public static Vocabulary of(String... names) {
    return new Vocabulary(new TreeSet<>(java.util.List.of(names)));
  }

  /** The same, of surveys with the links to these only. */
  public Vocabulary withSurveys(Collection<String> ids) {
    var narrower = new TreeSet<>(names);
    narrower.remove(ANY_SURVEY);
    ids.forEach(id -> narrower.add("surveys." + id + ".url"));
    return new Vocabulary(narrower);
  }

  /** What may have been meant by a name that there is none of: all, and the nearest. */
  String near(String path) {
    return ": there are " + String.join(", ", names) + Nearest.meant(path, names);
  }

  boolean knows(String path) {
    if (names.contains(path)) {
      return true;
    }
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      if (names.contains(path.substring(0, dot) + ".*")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value of this name is a link, and so must be one. */
  static boolean isLink(String path) {
    return path.endsWith("Url") || path.endsWith(".url");
  }
}
