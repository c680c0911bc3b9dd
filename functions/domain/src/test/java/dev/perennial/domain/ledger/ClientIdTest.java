package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdTest {
  @ParameterizedTest(name = "{0} is kept as {1}")
  @CsvSource({
    "536365,                   536365",
    "a.b_c:d-E,                a.b_c:d-E",
    "#1001,                    %231001",
    "gid://shopify/Customer/1, gid:%2F%2Fshopify%2FCustomer%2F1",
    "guest@example.com,        guest%40example.com",
    "TEE/BLUE M,               TEE%2FBLUE%20M",
    "50% off,                  50%25%20off",
    "1;2~3|4,                  1%3B2%7E3%7C4",
    "f\u00fcr drau\u00dfen,              f\u00fcr%20drau\u00dfen",
    "\u5e8a-\ud83d\ude00,                     \u5e8a-\ud83d\ude00",
  })
  void anIdAsShopsHaveItIsTakenAndKept(String id, String kept) {
    assertTrue(ClientId.isOne(id));
    assertEquals(kept, ClientId.escaped(id));
    assertEquals(id, ClientId.unescaped(kept));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        " ",
        " 1001",
        "1001 ",
        "1001\n",
        "10\t01",
        "10\u00a001",
        "10\u200b01",
        "10\u202e01",
        "\ud83d",
        "10\ufffd01",
        "a%2Fb",
        "a%2fb",
      })
  void whatPeopleCannotReadOrTellApartIsNoId(String text) {
    assertFalse(ClientId.isOne(text));
  }

  @ParameterizedTest(name = "{0} times {1}: {2}")
  @CsvSource({
    "a,      128, true",
    "a,      129, false",
    "#,      128, true",
    "\u00fc,      96,  true",
    "\u00fc,      97,  false",
    "\u5e8a,      64,  true",
    "\u5e8a,      65,  false",
  })
  void longIdsHaveAnEnd(String one, int times, boolean isOne) {
    assertEquals(isOne, ClientId.isOne(one.repeat(times)));
  }

  @Test
  void ofTwoIdsThereAreTwoKeys() {
    var ids = List.of("a", "a#refund#b", "a%23refund%23b", "a/b", "a b", "b#cancel", "#", "%");
    var keys = new HashSet<String>();
    for (var one : ids) {
      keys.add(LineId.purchase(one));
      keys.add(LineId.redemption(one));
      keys.add(LineId.cancellation(one));
      keys.add(LineId.friend(one));
      keys.add(LineId.friendReturned(one));
      for (var other : ids) {
        keys.add(LineId.refund(one, other));
        keys.add(LineId.appliedRefund(one, other));
        keys.add(LineId.rejectedRefund(one, other));
      }
    }
    assertEquals(5 * ids.size() + 3 * ids.size() * ids.size(), keys.size());
  }

  @Test
  void theLongestKeyIsOneOfDynamoDb() {
    var longest = "#".repeat(128);
    assertTrue(LineId.rejectedRefund(longest, longest).length() <= 1024);
  }

  @Test
  void logsShowNoIdThatMayBeAnAddressOrAName() {
    for (var id : List.of("12347", "ada", "#1001", "gid://shopify/Customer/1")) {
      assertEquals(id, ClientId.shown(id));
    }
    for (var id : List.of("guest@example.com", "a1@example.com", "Ada Lovelace", "J\u00f6rg")) {
      assertTrue(ClientId.shown(id).matches("[(]id [A-Za-z0-9_-]{16}[)]"), id);
    }
  }

  @Test
  void anAccentTypedInTwoPartsIsTheSame() {
    assertEquals("f\u00fcr", ClientId.normal("fu\u0308r"));
  }
}
