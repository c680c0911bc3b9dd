package dev.perennial.domain.activities;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.segments.SegmentSet;
import java.util.List;

/**
 * What segments ask for of activities: all of a type, such as {@code viewed}, or those with a
 * property, such as {@code viewed category=garden}.
 */
final class WatchedActivities {
  private WatchedActivities() {}

  /** The names by which segments ask for an activity and that the account lacks on its day. */
  static List<String> of(Activity activity, Account account, Rules rules) {
    var known = Watched.SLICE.in(account);
    var day = rules.dayOf(activity.at());
    return rules.programme().get(SegmentSet.SECTION).watched(Watched.Kind.ACTIVITY).stream()
        .filter(name -> isOf(activity, name))
        .filter(name -> !known.has(Watched.Kind.ACTIVITY, List.of(name), day))
        .sorted()
        .toList();
  }

  private static boolean isOf(Activity activity, String name) {
    var blank = name.indexOf(' ');
    if (blank < 0) {
      return activity.type().equals(name);
    }
    var equals = name.indexOf('=', blank);
    if (equals < 0 || !activity.type().equals(name.substring(0, blank))) {
      return false;
    }
    var value = activity.properties().get(name.substring(blank + 1, equals));
    var wanted = name.substring(equals + 1);
    return wanted.equals(value)
        || JsonNodeFactory.instance.textNode(wanted).toString().equals(value);
  }
}
