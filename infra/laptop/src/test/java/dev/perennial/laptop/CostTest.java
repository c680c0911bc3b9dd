package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bills of two days that were lived: their lines, and the limits that the README tells. */
class CostTest {
  private static final double A_MILLION_PURCHASES = 8;
  private static final double AN_IDLE_MONTH = 3;

  /** Seconds are as many as this machine has to spare, and are not judged here. */
  private static final double A_NIGHT_WITHOUT_SECONDS = 0.11;

  @Test
  void everyBillIsTheSumOfItsLinesAndWithinItsLimit() throws IOException {
    var ran = Ran.run("cost", "--until", "2011-01-05", "--json");
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
    assertTrue(purchases.path("usd").asDouble() <= A_MILLION_PURCHASES, ran.out());
    assertTrue(bills.path("an idle month").path("usd").asDouble() <= AN_IDLE_MONTH, ran.out());
    var night = bills.path("a night of a million customers");
    var withoutSeconds =
        night
            .path("lines")
            .valueStream()
            .filter(line -> !line.path("counted").asText().equals("Lambda GB-seconds"))
            .mapToDouble(line -> line.path("usd").asDouble())
            .sum();
    assertTrue(withoutSeconds <= A_NIGHT_WITHOUT_SECONDS, ran.out());
    assertTrue(lines(night).contains("PassWorker: DynamoDB write units"), ran.out());
    for (var used :
        new String[] {
          "HTTP API: HTTP API calls",
          "Purchases: DynamoDB write units",
          "Purchases: DynamoDB read units",
          "Purchases: bytes of logs",
          "OutboxRelay: Lambda calls",
          "bus: events on the bus"
        }) {
      assertTrue(lines(purchases).contains(used), used);
    }
    assertTrue(lines(bills.path("an idle month")).contains("Mail: SQS calls"), ran.out());
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
}
