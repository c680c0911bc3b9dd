package dev.perennial.domain.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  /** A-labels as registries and browsers have them (UTS 46, nontransitional). */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Ada.L@Example.com,          Ada.L@Example.com",
    "anna@b\u00fccher.example,       anna@xn--bcher-kva.example",
    "anna@B\u00dcCHER.example,       anna@xn--bcher-kva.example",
    "anna@bu\u0308cher.example,      anna@xn--bcher-kva.example",
    "anna@xn--bcher-kva.example, anna@xn--bcher-kva.example",
    "a@\u0130stanbul.example, a@xn--istanbul-o0e.example",
    "a@i\u0307stanbul.example, a@xn--istanbul-o0e.example",
    "anna@mail.b\u00fccher.example,  anna@mail.xn--bcher-kva.example",
    "a@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444,               a@xn--e1afmkfd.xn--p1ai",
    "a@\u4f8b\u5b50.\u4e2d\u56fd,                  a@xn--fsqu00a.xn--fiqs8s",
    "a@\u4f8b\u5b50\u3002\u4e2d\u56fd,                  a@xn--fsqu00a.xn--fiqs8s",
    "a@fa\u00df.example,             a@xn--fa-hia.example",
    "a@FA\u1e9e.example,             a@xn--fa-hia.example",
    "a@stra\u00dfe-k\u00f6ln.example,    a@xn--strae-kln-j1a0x.example",
    "a@\u03b2\u03cc\u03bb\u03bf\u03c2.example,           a@xn--nxasmm1c.example",
    "a@\u0392\u038c\u039b\u039f\u03a3.example,           a@xn--nxasmq6b.example",
  })
  void aDomainInAnyLettersIsMailedByItsALabels(String address, String mailable) {
    assertEquals(mailable, EmailAddress.mailable(address));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "gr\u00fc\u00dfe@example.com",
        "\u7528\u6237@example.com",
      })
  void anAccentBeforeTheAtIsSaidToBeWhatIsWrong(String address) {
    var e = assertThrows(IllegalArgumentException.class, () -> EmailAddress.mailable(address));
    assertTrue(Objects.requireNonNull(e.getMessage()).contains("before the @"), e.getMessage());
    assertFalse(e.getMessage().contains(address));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ada",
        "@example.com",
        "ada@",
        "ada@example",
        "ada@b\u00fccher",
        "ada@ex ample.com",
        "ada@-b\u00fccher.example",
        "ada@b\u00fc cher.example",
        "ada@\u200d.example",
        "ada@exam\u200dple.com",
        "ada@\u00e4..example",
        "ada..l@example.com",
        "ada@\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc1234567890123456789012345678901234567890123456789012345678.de",
      })
  void whatCannotBeMailedIsNoAddress(String address) {
    var e = assertThrows(IllegalArgumentException.class, () -> EmailAddress.mailable(address));
    assertEquals("must be an address that can be mailed, such as ada@example.com", e.getMessage());
  }
}
