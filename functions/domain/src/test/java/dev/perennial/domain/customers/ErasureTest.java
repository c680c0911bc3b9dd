package dev.perennial.domain.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perennial.domain.Example;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Slice;
import dev.perennial.domain.loyalty.Notice;
import dev.perennial.domain.purchases.BonusesGiven;
import dev.perennial.domain.purchases.LastBought;
import dev.perennial.domain.refunds.Awaiting;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.value.ValueBands;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What an erasure forgets of what rooms remember in the account, slice by slice. */
class ErasureTest {
  static final List<Slice<?>> PERSONAL =
      List.of(
          MailDays.CLICKED,
          MailDays.SENT,
          Answers.SLICE,
          Referral.SLICE,
          LastBought.SLICE,
          Watched.SLICE,
          Bands.SLICE,
          ValueBands.SLICE);

  /** They tell of points and orders, and later lines still fold over them. */
  static final List<Slice<?>> LASTING = List.of(BonusesGiven.SLICE, Awaiting.SLICE, Notice.SLICE);

  private static final Account BEFORE = Example.remembering();

  private static Account erased() {
    var customer = new Customer("anna", BEFORE, Example.anna("email"), null);
    var outcome = Profiles.erase(customer, Example.rules(), Example.noon("2011-03-01"));
    var changed = assertInstanceOf(Profiles.Outcome.Changed.class, outcome);
    var after = changed.change().account();
    return assertInstanceOf(Account.class, after);
  }

  @ParameterizedTest
  @FieldSource("PERSONAL")
  void whatIsPersonalIsForgotten(Slice<?> slice) {
    assertNotEquals(slice.none(), BEFORE.find(slice), "there before");
    assertEquals(slice.none(), erased().find(slice));
  }

  @ParameterizedTest
  @FieldSource("LASTING")
  void whatTellsOfPointsAndOrdersStays(Slice<?> slice) {
    assertNotEquals(slice.none(), BEFORE.find(slice), "there before");
    assertEquals(BEFORE.find(slice), erased().find(slice));
  }

  @Test
  void segmentsGoToo() {
    assertEquals(List.of("best"), BEFORE.segments());
    assertEquals(List.of(), erased().segments());
  }
}
