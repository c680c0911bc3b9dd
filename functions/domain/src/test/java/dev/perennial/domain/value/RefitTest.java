package dev.perennial.domain.value;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A shop's model card, of accounts as they are stored. */
class RefitTest {
  private static final LocalDate FIRST = LocalDate.parse("2010-01-04");
  private static final LocalDate LAST = FIRST.plusDays(363);
  private static final Instant FROM = Instant.parse("2011-01-05T02:15:00Z");
  private static final BetaGeometric TRUTH = new BetaGeometric(1, true, 0.9, 5, 0.6, 1.8);
  private static final List<Account> SHOP = new PlayedShop(6).accounts(TRUTH, 1_200, 364, FIRST);
  private static final ModelCard CARD = card(SHOP, Integer.MAX_VALUE);

  private static ModelCard card(List<Account> accounts, int sample) {
    var refit = new Refit(LAST, sample);
    accounts.forEach(refit::add);
    return refit.card("2011-01", FROM);
  }

  @Test
  void aPlayedShopsCardHasItsModelItsErrorsAndItsBands() {
    assertEquals(1_200, CARD.customers());
    assertEquals(LAST.minusDays(89), CARD.holdoutFrom());
    assertFalse(CARD.models().isEmpty(), CARD.warnings().toString());
    assertEquals(1, CARD.models().stream().mapToDouble(ModelCard.Part::weight).sum(), 1e-12);
    var errors = requireNonNull(CARD.holdout().get(CARD.chosen()));
    assertTrue(errors.mae() < requireNonNull(CARD.baselines().get("average")).mae());
    assertEquals(10, CARD.deciles().size());
    assertTrue(CARD.spend() != null);
    var cuts = CARD.valueCuts();
    assertEquals(4, cuts.size());
    for (int k = 1; k < 4; k++) {
      assertTrue(cuts.get(k - 1) < cuts.get(k), cuts.toString());
    }
  }

  @Test
  void fifthsOfTheCustomersAreInEachBand() {
    var predictor = new Predictor(CARD);
    int[] counts = new int[6];
    for (var account : SHOP) {
      counts[requireNonNull(predictor.judge(account.days(), null, LAST)).band()]++;
    }
    for (int band = 1; band <= 5; band++) {
      assertEquals(240, counts[band], 3, "band " + band);
    }
  }

  @Test
  void theCardIsTheSameInAnyOrderOfReadingAndWhenRead() {
    var shuffled = new ArrayList<>(SHOP);
    Collections.shuffle(shuffled, new Random(7));
    assertEquals(CARD, card(shuffled, Integer.MAX_VALUE));
    assertEquals(card(SHOP, 600), card(shuffled, 600));
  }

  @Test
  void aSampleChoosesAndAllAreFitted() {
    var card = card(SHOP, 600);
    assertEquals(1_200, card.customers());
    assertTrue(card.deciles().stream().mapToInt(Backtest.Decile::customers).sum() <= 600);
  }

  @Test
  void anErasedCustomerAndOneWithoutDaysLeftAreNotInTheFit() {
    var erased = new ArrayList<Account>();
    for (var account : SHOP) {
      erased.add(account);
      erased.add(gone(account));
    }
    erased.add(PlayedShop.account("returned", ActiveDays.NONE));
    erased.add(PlayedShop.account("later", ActiveDays.NONE.plus(LAST.plusDays(1), 1, 500, 0)));
    assertEquals(CARD, card(erased, Integer.MAX_VALUE));
  }

  private static Account gone(Account account) {
    return Example.erased(account);
  }

  @Test
  void whatIsBoughtAfterTheLastDayCountsNothing() {
    var more = new ArrayList<Account>();
    for (var account : SHOP) {
      more.add(
          PlayedShop.account(account.customerId(), account.days().plus(LAST.plusDays(1), 1, 9, 0)));
    }
    assertEquals(CARD, card(more, Integer.MAX_VALUE));
  }

  @Test
  void withTooFewRepeatsAHeuristicIsNamedAndHowManyAreNeeded() {
    var card = card(new PlayedShop(5).accounts(TRUTH, 20, 364, FIRST), 1_000);
    assertEquals("shrunk-rate", card.chosen());
    assertEquals(List.of(), card.models());
    assertNull(card.spend());
    var warnings = String.join("\n", card.warnings());
    assertTrue(warnings.contains("with fewer than 50 a model's parameters"), warnings);
    var bands = requireNonNull(new Predictor(card).judge(SHOP.getFirst().days(), null, LAST));
    assertNull(bands.churn(), "a heuristic knows of no leaving");
    var prediction =
        requireNonNull(new Predictor(card).predict(SHOP.getFirst().days(), null, LAST));
    assertNull(prediction.alive());
    assertTrue(prediction.value365() > 0 && prediction.discountedLifetime() > 0);
  }

  @Test
  void withTooShortAHistoryNothingIsTriedAndHowLongItMustBeIsSaid() {
    var refit = new Refit(FIRST.plusDays(20), 1_000);
    SHOP.forEach(refit::add);
    var card = refit.card("2010-02", FROM);
    assertEquals("shrunk-rate", card.chosen());
    assertNull(card.holdoutFrom());
    assertTrue(card.warnings().getFirst().endsWith("there must be 56 days"), card.toString());
  }

  @Test
  void whenNobodyBoughtInTheHoldoutNothingIsChosenAndItIsSaid() {
    var refit = new Refit(LAST.plusDays(200), 10_000);
    SHOP.forEach(refit::add);
    var card = refit.card("2011-07", FROM);
    assertEquals("shrunk-rate", card.chosen());
    assertTrue(card.warnings().getFirst().startsWith("nobody bought in the last 90 days"));
  }

  @Test
  void oneCustomerWithOneFreeOrderHasAFiniteCard() {
    var one = ActiveDays.NONE.plus(LAST, 1, 0, 0);
    var card = card(List.of(PlayedShop.account("one", one)), 1_000);
    var prediction = requireNonNull(new Predictor(card).predict(one, null, LAST));
    assertEquals(0, prediction.value365());
    assertEquals(1, prediction.bands().band());
  }

  @Test
  void aLaterMonthHasAnotherCard() {
    var refit = new Refit(LAST.minus(60, ChronoUnit.DAYS), 10_000);
    SHOP.forEach(refit::add);
    assertNotEquals(CARD.models(), refit.card("2010-11", FROM).models());
  }
}
