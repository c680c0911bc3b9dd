package dev.perennial.domain.merges;

import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.Mail;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who one person is who was two customers, and what mail that person may get. What the one who
 * stays has is kept, and the other fills what is missing; of consents the stricter wins.
 */
final class MergedProfile {
  /** What a mail log forbids whatever was consented to. */
  private static final Set<String> RETURNED = Set.of("bounced", "complained");

  private static final List<State> FARNESS =
      List.of(State.CLAIMED, State.HELD, State.SENDING, State.UNKNOWN, State.SENT);

  private MergedProfile() {}

  /** The profile; null when neither had one. */
  static @Nullable Profile of(Customer into, Customer from) {
    var mine = into.profile();
    var theirs = from.profile();
    if (theirs == null) {
      return mine;
    }
    var stays = mine == null ? Profile.empty(into.customerId()) : mine;
    var fields = new EnumMap<Field, String>(Field.class);
    fields.putAll(theirs.fields());
    fields.putAll(stays.fields());
    var attributes = new TreeMap<String, Attribute>(theirs.attributes());
    attributes.putAll(stays.attributes());
    return new Profile(
        into.customerId(),
        fields,
        attributes,
        consents(stays, theirs),
        mine == null ? theirs.said() : mine.said(),
        mine == null ? theirs.later() : mine.later());
  }

  /** Whether both are reached at the same place, or one of them at none. */
  private static boolean isOneAddress(Profile mine, Profile theirs) {
    var one = mine.email();
    var other = theirs.email();
    return one == null || other == null || one.equalsIgnoreCase(other);
  }

  private static Map<String, Consent> consents(Profile mine, Profile theirs) {
    var all = new TreeSet<>(mine.consents().keySet());
    all.addAll(theirs.consents().keySet());
    var next = new TreeMap<String, Consent>();
    for (var purpose : all) {
      var consent = stricter(mine, theirs, purpose);
      if (consent != null) {
        next.put(purpose, consent);
      }
    }
    return next;
  }

  /** A withdrawal of either; a consent given for another address is none for this one. */
  private static @Nullable Consent stricter(Profile mine, Profile theirs, String purpose) {
    var one = mine.consentFor(purpose);
    var other = theirs.consentFor(purpose);
    if (one != null && !one.granted()) {
      return one;
    }
    if (other != null && !other.granted()) {
      return other;
    }
    var own = mine.consents().get(purpose);
    return own == null && one == null && isOneAddress(mine, theirs)
        ? theirs.consents().get(purpose)
        : own;
  }

  /** Of one mail to both, the one that came further: what was sent is not sent again. */
  private static Mail further(Mail one, Mail other) {
    return FARNESS.indexOf(other.state()) > FARNESS.indexOf(one.state()) ? other : one;
  }

  /**
   * The mail log of one person: the mails of both, and all that forbids any.
   *
   * @param consented the mail log as consents make it of the one who stays
   */
  static MailLog mailLog(MailLog consented, Customer into, Customer from) {
    var other = from.mailLogOrNone();
    var mails = new TreeMap<>(other.mails());
    consented.mails().forEach((id, mail) -> mails.merge(id, mail, MergedProfile::further));
    var forbids = new TreeSet<>(consented.forbids());
    var mine = into.profile();
    var theirs = from.profile();
    var sameAddress = mine == null || theirs == null || isOneAddress(mine, theirs);
    for (var reason : RETURNED) {
      // what came back of another address says nothing of this one
      if (other.forbids().contains(reason) && (sameAddress || reason.equals("complained"))) {
        forbids.add(reason);
      }
    }
    return new MailLog(
        into.mailLogOrNone().version() + 1,
        mails,
        forbids,
        "MERGED",
        null,
        journeys(consented, other),
        assigned(consented, other),
        consented.later());
  }

  private static Map<String, Assignment> assigned(MailLog mine, MailLog theirs) {
    var all = new TreeMap<>(mine.assigned());
    theirs.assigned().forEach((id, each) -> all.merge(id, each, Assignment::merged));
    return all;
  }

  /** Of a campaign that both are on their way through, the one who stays goes on alone. */
  private static Map<String, Journey> journeys(MailLog mine, MailLog theirs) {
    var all = new TreeMap<String, Journey>();
    var under =
        mine.journeys().values().stream()
            .filter(each -> !each.ended())
            .map(Journey::campaign)
            .collect(Collectors.toSet());
    theirs
        .journeys()
        .forEach(
            (id, each) -> {
              var twice = !each.ended() && under.contains(each.campaign());
              var apart = mine.entered(id) ? each.apart() : each;
              all.put(apart.id(), twice ? apart.over("merged", each.since()) : apart);
            });
    all.putAll(mine.journeys());
    return all;
  }
}
