package dev.perennial.referrals;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.referrals.Referrals.Note;
import dev.perennial.runtime.links.ReferralCodes;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;

/**
 * Takes a note of a friend into the referrer's history, unless there is no such customer now: nor
 * is who came back after an erasure one whose code of before counts.
 */
record TakeNote(ProgrammeStore programme, Note note) implements Command.OfCustomer<Note> {
  @Override
  public String customerId() {
    return note.referrer();
  }

  @Override
  public Decision<Note> decide(Customer customer, Moment at) {
    if (!ReferralCodes.isOf(programme, note.code(), customer)) {
      return new Decision.Answer<>(note);
    }
    var change = note.change(customer, at.rules(), at.now());
    return change.isPresent()
        ? new Decision.Write<>(change.get(), note)
        : new Decision.Answer<>(note);
  }

  /** It was heard twice at once. */
  @Override
  public Existing<Note> existing(HistoryLine line, Moment at) {
    return new Existing.Answers<>(note);
  }
}
