package dev.perennial.storage.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is stored of somebody who was erased: field by field, so that a new one is thought of. */
class ErasedAccountTest {
  /** What tells of points and orders alone. */
  private static final Set<String> LASTING =
      Set.of(
          "customerId",
          "version",
          "schema",
          "writtenAt",
          "days",
          "purchases",
          "given",
          "awaited",
          "notice",
          "tier");

  private static Set<String> fields(@Nullable Account account) throws IOException {
    var names = new TreeSet<String>();
    new ObjectMapper()
        .readTree(Json.write(Objects.requireNonNull(account)))
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  private static Set<String> lastingAnd(String... more) {
    var names = new TreeSet<>(LASTING);
    names.addAll(Set.of(more));
    return names;
  }

  @Test
  void ofClicksAnswersFriendsAndBandsNothingIsStoredAnyMore() throws IOException {
    var before = Example.remembering();
    assertEquals(
        lastingAnd("engagement", "bought", "watched", "mails", "bands", "value", "segments"),
        fields(before));
    var customer = new Customer("anna", before, Example.anna("email"), null);
    var erased = Profiles.erase(customer, Example.rules(), Example.noon("2011-03-01"));
    var change = assertInstanceOf(Profiles.Outcome.Changed.class, erased).change();
    assertEquals(lastingAnd("erased"), fields(change.account()));
  }
}
