package dev.perennial.domain.referrals;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static dev.perennial.domain.Example.withReferral;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.referrals.Referrals.Note;
import dev.perennial.domain.refunds.Refund;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferralsTest {
  private static final Instant NOW = noon("2011-04-01");
  private static final Rules RULES =
      Example.rules(
          Example.LOYALTY,
          Map.of("recruiters", "{\"referral\":{\"friends\":[{\"numeric\":[\">=\",1]}]}}"));
  private static final Note BOUGHT =
      new Note("ben", "referral#anna", "code", NOW, new FriendBought("anna", "P1"));
  private static final Note RETURNED =
      new Note("ben", "referral#anna#reversed", "code", NOW, new FriendReturned("anna", "P1"));

  private final PlayedCustomer anna = new PlayedCustomer(RULES);

  private List<Note> notesOfLast() {
    return Referrals.notes(anna.last(), anna.line("ledger#purchase#P1"));
  }

  @Test
  void aFirstOrderIsNotedAndItsGoingBackWholeIsBoth() {
    anna.buy(withReferral("P1", NOW, 1000), "ben", NOW);
    assertEquals(List.of(BOUGHT), notesOfLast());
    anna.buy(purchase("P2", NOW, line("A", 1, 1000)));
    anna.refund("R2", "P2", NOW);
    var other = anna.line("ledger#purchase#P2");
    assertEquals(List.of(), Referrals.notes(anna.last(), other), "another order");
    anna.refund("R1", "P1", NOW);
    assertEquals(List.of(BOUGHT, RETURNED), notesOfLast());
  }

  @Test
  void whatWentBackInPartStaysBought() {
    anna.buy(withReferral("P1", NOW, 1000, 1000), "ben", NOW);
    anna.refund("R1", "P1", NOW, new Refund.Line("A0", 1, null));
    assertEquals(List.of(), notesOfLast());
  }

  @Test
  void nothingIsNotedOfWhoCameByNobody() {
    anna.buy(withReferral("P1", NOW, 1000), null, NOW);
    assertEquals(List.of(), notesOfLast());
  }

  /** Here anna is who referred. */
  @Test
  void aNoteMovesTheReferrerAndRaisesItsEvent() {
    anna.buy(purchase("P0", NOW, line("A", 1, 1000)));
    apply(new Note("anna", "referral#cleo", null, NOW, new FriendBought("cleo", "P7")));
    assertEquals(1, Referral.SLICE.in(anna.account()).friends());
    assertEquals(List.of("recruiters"), anna.last().changes().segmentsEntered());
    assertEquals(
        "Referral Completed cleo P7", told(Event.of(anna.last())), "what the shop is told");
    apply(new Note("anna", "referral#cleo#reversed", null, NOW, new FriendReturned("cleo", "P7")));
    assertEquals(0, Referral.SLICE.in(anna.account()).friends());
    assertEquals(List.of("recruiters"), anna.last().changes().segmentsLeft());
    assertEquals("Referral Reversed cleo P7", told(Event.of(anna.last())));
    assertEquals(10, anna.account().lots().total(), "no points are given for it");
  }

  private void apply(Note note) {
    anna.apply(note.change(anna.customer(), RULES, NOW).orElseThrow());
  }

  private static String told(Optional<Event> event) {
    var text = event.orElseThrow().detail();
    return event.get().type()
        + text.replaceFirst(".*\"friendId\":\"([a-z]+)\",\"purchaseId\":\"(P\\d)\".*", " $1 $2");
  }

  @Test
  void ofAReferrerWhoIsUnknownOrErasedNothingIsWritten() {
    assertEquals(
        Optional.empty(), BOUGHT.change(new Customer("ben", null, null, null), RULES, NOW));
    anna.buy(purchase("P0", NOW, line("A", 1, 1000)));
    var erased = (Profiles.Outcome.Changed) Profiles.erase(anna.customer(), RULES, NOW);
    anna.apply(erased.change());
    assertEquals(Optional.empty(), BOUGHT.change(anna.customer(), RULES, NOW));
  }
}
