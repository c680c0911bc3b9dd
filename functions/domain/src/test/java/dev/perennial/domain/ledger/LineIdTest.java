package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys under which lines are stored: another key would let what was recorded be repeated. */
class LineIdTest {
  @Test
  void keysStayAsTheyWereFirstWritten() {
    assertEquals(
        List.of(
            "ledger#purchase#P1",
            "ledger#purchase#P1#refund#R1",
            "ledger#purchase#P1#refund#R1#applied",
            "ledger#purchase#P1#refund#R1#rejected",
            "ledger#redemption#D1",
            "ledger#redemption#D1#cancel",
            "ledger#adjustment#A1",
            "ledger#review#MUG",
            "activity#A1",
            "profile#7",
            "moved#7",
            "erased#7",
            "expiring#2011-12#30",
            "journey#thanks#2011",
            "decision#thanks#1#0",
            "send#thanks#1#0",
            "send#thanks#1#0#bounced",
            "click#thanks#1#0",
            "click#thanks#1#0#seen",
            "answer#nps#o1",
            "referral#ben",
            "referral#ben#reversed"),
        List.of(
            LineId.purchase("P1"),
            LineId.refund("P1", "R1"),
            LineId.appliedRefund("P1", "R1"),
            LineId.rejectedRefund("P1", "R1"),
            LineId.redemption("D1"),
            LineId.cancellation("D1"),
            LineId.adjustment("A1"),
            LineId.review("MUG"),
            LineId.activity("A1"),
            LineId.profile(7),
            LineId.moved(7),
            LineId.erased(7),
            LineId.expiring(YearMonth.of(2011, 12), 30),
            LineId.entry("thanks", "2011"),
            LineId.decision("thanks#1#0"),
            LineId.sent("thanks#1#0"),
            LineId.returned("thanks#1#0", "bounced"),
            LineId.click("thanks#1#0"),
            LineId.clickSeen("thanks#1#0"),
            LineId.answer("nps", "o1"),
            LineId.friend("ben"),
            LineId.friendReturned("ben")));
  }

  @Test
  void oneQueryFindsAPurchasesRefundsAndNoOthers() {
    var prefix = LineId.refundsOf("P1");
    assertTrue(LineId.appliedRefund("P1", "R1").startsWith(prefix));
    assertTrue(!LineId.refund("P10", "R1").startsWith(prefix));
    assertTrue(!LineId.purchase("P1").startsWith(prefix));
  }

  @Test
  void theEndsSortBehindWhatTheyEnd() {
    var last = LineId.activity("~".repeat(64));
    assertTrue(last.compareTo(LineId.ACTIVITIES_END) < 0);
    assertTrue(LineId.sent("zzz").compareTo(LineId.END) < 0);
  }
}
