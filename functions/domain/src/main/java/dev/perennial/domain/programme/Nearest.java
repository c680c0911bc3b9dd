package dev.perennial.domain.programme;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody who mistyped one most likely meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The name that is nearest: at most two letters put in, left out, changed or swapped, and at most
   * one in a name of four letters or fewer; case alone makes no difference.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    var small = name.toLowerCase(Locale.ROOT);
    String nearest = null;
    var least = small.length() <= 4 ? 2 : 3;
    for (var each : known) {
      var distance = distance(small, each.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = each;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The question whether it was meant, to stand behind what is wrong; empty when none is near. */
  public static String meant(String name, Collection<String> known) {
    return to(name, known).map(each -> "; did you mean " + each + "?").orElse("");
  }

  /** Damerau and Levenshtein's distance, of which two neighbours swapped are one step. */
  private static int distance(String one, String other) {
    var steps = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        var same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(steps[i - 1][j - 1] + same, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[one.length()][other.length()];
  }
}
