package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bills of two days that were lived: their lines, and the limits that the README tells. */
class CostTest {
  /** Seconds are as many as this machine has to spare: what follows is without them. */
  private static final double A_MILLION_PURCHASES = 5;

  private static final double BY_THE_QUEUE = 3.3;
  private static final double AN_IDLE_MONTH = 3;
  private static final double A_MONTH_OF_TICKS = 0.1;
  private static final double A_NIGHT = 0.11;
  private static final double A_CENSUS = 0.05;
  private static final double ONE_WAIT = 5.4;
  private static final double A_WAIT_MORE = 2.25;

  @Test
  void everyBillIsTheSumOfItsLinesAndWithinItsLimit() throws IOException {
    var ran = Ran.run("cost", "--until", "2011-01-05", "--crowd", 6000, "--json");
    assertEquals(0, ran.code(), ran.err());
    var bills = ran.json();
    for (var bill : bills) {
      double sum = 0;
      for (var line : bill.path("lines")) {
        var usd = line.path("each").asDouble() * bill.path("times").asLong() / 1e6;
        assertEquals(usd * line.path("usdAMillion").asDouble(), line.path("usd").asDouble(), 1e-9);
        sum += line.path("usd").asDouble();
      }
      assertEquals(sum, bill.path("usd").asDouble(), 1e-9);
    }
    var purchases = bills.path("a million purchases");
    assertTrue(withoutSeconds(purchases) <= A_MILLION_PURCHASES, ran.out());
    var queued = bills.path("a million purchases by the queue");
    assertTrue(withoutSeconds(queued) <= BY_THE_QUEUE, ran.out());
    assertTrue(lines(queued).contains("PurchaseQueue: SQS calls"), ran.out());
    for (var kept : new String[] {"purchases", "customers"}) {
      var month = bills.path("a million " + kept + " kept a month").path("usd").asDouble();
      var year = bills.path("a million " + kept + " kept a year").path("usd").asDouble();
      assertTrue(month > 0, ran.out());
      assertEquals(12 * month, year, 1e-9);
    }
    assertTrue(bills.path("an idle month").path("usd").asDouble() <= AN_IDLE_MONTH, ran.out());
    var night = bills.path("a night of a million customers");
    assertTrue(withoutSeconds(night) <= A_NIGHT, ran.out());
    assertTrue(lines(night).contains("PassWorker: DynamoDB write units"), ran.out());
    journeysAndTicks(bills);
    for (var used :
        new String[] {
          "HTTP API: HTTP API calls",
          "Purchases: DynamoDB write units",
          "Purchases: DynamoDB read units",
          "Purchases: bytes of logs",
          "OutboxRelay: Lambda calls"
        }) {
      assertTrue(lines(purchases).contains(used), used);
    }
    assertFalse(lines(purchases).contains("bus:"), "nobody asks");
    var asked = bills.path("a million events that a campaign asks for");
    assertTrue(lines(asked).contains("bus: events on the bus"), ran.out());
    assertTrue(lines(asked).contains("CampaignEvents: DynamoDB write units"), ran.out());
    var share = bills.at("/asked/shareOfPurchases").asDouble();
    assertTrue(share > 0 && share < 1, "first orders: " + share);
    assertTrue(lines(bills.path("an idle month")).contains("Mail: SQS calls"), ran.out());
  }

  private static void journeysAndTicks(JsonNode bills) {
    var one = bills.path("a million journeys with one wait");
    assertTrue(withoutSeconds(one) <= ONE_WAIT, one.toString());
    assertTrue(lines(one).contains("JourneyPlanner: SQS calls"), one.toString());
    assertEquals(2, units(one, "JourneyWorker"), "the claim, and the index that forgets it");
    var three = bills.path("a million journeys with three waits");
    var more = (withoutSeconds(three) - withoutSeconds(one)) / 2;
    assertTrue(more > 0 && more <= A_WAIT_MORE, three.toString());
    assertEquals(units(one, "CampaignEvents"), units(three, "CampaignEvents"));
    var ticks = bills.path("a month of ticks with nothing due");
    assertTrue(ticks.path("usd").asDouble() <= A_MONTH_OF_TICKS, ticks.toString());
    for (var line : ticks.path("lines")) {
      if (line.path("part").asText().equals("JourneyPlanner")
          && line.path("counted").asText().equals("DynamoDB read units")) {
        assertEquals(43_200 * 8 * .5, line.path("each").asDouble(), 10, "a query a part");
      }
    }
    assertTrue(lines(ticks).contains("AudiencePlanner: Scheduler calls"), ticks.toString());
    var census = bills.path("a census of a million customers");
    assertTrue(withoutSeconds(census) <= A_CENSUS, census.toString());
    assertTrue(lines(census).contains("Census: DynamoDB read units"), census.toString());
  }

  private static double units(JsonNode bill, String part) {
    return bill.path("lines")
        .valueStream()
        .filter(line -> line.path("part").asText().equals(part))
        .filter(line -> line.path("counted").asText().equals("DynamoDB write units"))
        .mapToDouble(line -> line.path("each").asDouble())
        .sum();
  }

  private static double withoutSeconds(JsonNode bill) {
    return bill.path("lines")
        .valueStream()
        .filter(line -> !line.path("counted").asText().equals("Lambda GB-seconds"))
        .mapToDouble(line -> line.path("usd").asDouble())
        .sum();
  }

  private static String lines(JsonNode bill) {
    return bill.path("lines")
        .valueStream()
        .map(line -> line.path("part").asText() + ": " + line.path("counted").asText())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aDayThatIsImportedIsNotLived() {
    var ran = Ran.run("cost", "--until", "2010-12-31");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("--until 2010-12-31 is not after 2010-12-31"), ran.err());
  }

  @Test
  void aCrowdOfAFewIsRefused() {
    var ran = Ran.run("cost", "--crowd", 10);
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("--crowd 10 is too few; right is 1000 or more"), ran.err());
  }
}
