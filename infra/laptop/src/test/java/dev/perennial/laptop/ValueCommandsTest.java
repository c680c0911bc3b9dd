package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fit}, {@code predict} and {@code backtest} as they are called. */
class ValueCommandsTest {
  private static final Path ONLINE_RETAIL =
      Project.TOP.resolve("data/online-retail/online_retail.csv.gz");

  /** The CDNOW sample has no licence: it is read where somebody has it, and not shipped. */
  private static final String CDNOW = System.getProperty("perennial.cdnow", "");

  @TempDir Path folder;

  private static JsonNode ok(Object... arguments) throws IOException {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    var ran = Ran.run(all.toArray());
    assertEquals(0, ran.code(), ran.err());
    assertFalse(ran.out().contains("NaN"), ran.out());
    return ran.json();
  }

  private static JsonNode onlineRetail(String command, Object... more) throws IOException {
    var all =
        new ArrayList<Object>(
            List.of(command, "--orders", ONLINE_RETAIL, "--format", "online-retail"));
    all.addAll(List.of("--until", "2011-06-30"));
    all.addAll(List.of(more));
    return ok(all.toArray());
  }

  /** BTYDplus 1.2.0 and BTYD 2.4.3 on the same data. */
  @ParameterizedTest
  @CsvSource({
    "bgnbd, 1, -15325.45531",
    "paretonbd, 1, -15325.45531",
    "bgcnbd, 2, -14945.16595",
    "mbgcnbd, 2, -14956.01432"
  })
  void onlineRetailHasTheReferencesLikelihood(String model, int k, double reference)
      throws IOException {
    var fit = onlineRetail("fit", "--model", model, k > 1 ? "--k=" + k : "--unit=week");
    assertEquals(reference, fit.get("logLikelihood").asDouble(), 1e-3);
    assertEquals(2960, fit.get("customers").asInt());
    assertTrue(fit.get("converged").asBoolean());
    assertEquals(k == 1, fit.get("warnings").toString().contains("dropout collapses"));
    assertEquals(k == 1, fit.at("/standardErrors").toString().contains("null"));
  }

  @Test
  void backtestChoosesOnOnlineRetailWhatIsBestInTheHoldout() throws IOException {
    var test = onlineRetail("backtest", "--holdout-until", "2011-12-09");
    var chosen = test.get("models").get(test.get("chosen").asText());
    assertEquals(6426, test.get("actualTotal").asDouble());
    assertTrue(chosen.get("mae").asDouble() <= 1.363, test.toString());
    assertTrue(chosen.get("rmse").asDouble() <= 2.148, test.toString());
    assertEquals(10, test.get("deciles").size());
    assertTrue(test.get("baselines").has("own-rate"));
  }

  @ParameterizedTest
  @CsvSource({
    "bgnbd, -9582.4292, 'r 0.24259 a 0.79292 b 2.4259 alpha 4.4136'",
    "mbgnbd, -9582.1357, 'r 0.52484 a 0.89139 b 1.6140 alpha 6.1831'",
    "paretonbd, -9594.9762, 'r 0.55327 s 0.60602 beta 11.664 alpha 10.578'",
    "gammagamma, -4055.9177, 'p 6.2493 q 3.7443 v 15.444'"
  })
  void cdnowHasThePublishedParameters(String model, double logLikelihood, String parameters)
      throws IOException {
    assumeTrue(!CDNOW.isEmpty(), "-Dperennial.cdnow names no file");
    var fit =
        ok(
            "fit",
            "--orders",
            CDNOW,
            "--format",
            "cdnow",
            "--until",
            "1997-09-30",
            "--model",
            model);
    assertEquals(logLikelihood, fit.get("logLikelihood").asDouble(), 1e-3);
    var published = parameters.split(" ", -1);
    for (int i = 0; i < published.length; i += 2) {
      var value = Double.parseDouble(published[i + 1]);
      assertEquals(value, fit.at("/parameters/" + published[i]).asDouble(), 1e-3 * value);
    }
    if (model.equals("bgnbd")) {
      assertEquals(0.705345, fit.at("/standardErrors/b").asDouble(), 0.007);
    }
  }

  @Test
  void backtestChoosesOnCdnowWhatIsBestInTheHoldout() throws IOException {
    assumeTrue(!CDNOW.isEmpty(), "-Dperennial.cdnow names no file");
    var dates = List.of("--until", "1997-09-30", "--holdout-until", "1998-06-30");
    var all = new ArrayList<Object>(List.of("backtest", "--orders", CDNOW, "--format", "cdnow"));
    all.addAll(dates);
    var test = ok(all.toArray());
    var chosen = test.get("models").get(test.get("chosen").asText());
    assertEquals(1882, test.get("actualTotal").asDouble());
    assertTrue(chosen.get("mae").asDouble() <= 0.757, test.toString());
    assertTrue(chosen.get("rmse").asDouble() <= 1.605, test.toString());
  }

  @Test
  void predictAddsTwoColumnsAtFullPrecision() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("c.csv"),
            "\uFEFFid,x,t_x,T,t\n\"a,1\",2,30.43,38.86,39\nb,1000,10,100,5\n");
    var ran =
        Ran.run(
            "predict",
            "--model=bgnbd",
            "--parameters=r=.243,alpha=4.414,a=.793,b=2.426",
            "--customers",
            file);
    assertEquals(0, ran.code(), ran.err());
    var lines = ran.out().lines().toList();
    assertEquals("id,x,t_x,T,t,expected,alive", lines.getFirst());
    assertTrue(lines.get(1).startsWith("\"a,1\",2,30.43,38.86,39,1.22602817476714"), lines.get(1));
    assertEquals("b,1000,10,100,5,0.0,0.0", lines.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "'x,t_x,T,t\n1,5,4,1\n', line 2: t_x is 5.0",
    "'x,t_x,T,t\n1,NaN,4,1\n', 'line 2: t_x is \"NaN\"'",
    "'x,t_x,T,t\n1.5,2,4,1\n', 'line 2: x is \"1.5\"'",
    "'x,t_x,T,t\n1,2,4,-1\n', line 2: t is -1.0",
    "'x;t_x;T;t\n1;2;4;1\n', separated by \";\"",
    "'x,t_x,T\n1,2,4\n', 'no column \"t\"'",
    "'x,t_x,T,t,alive\n1,2,4,1,9\n', has a column alive already",
    "'x,t_x,T,t\n', has no customers"
  })
  void predictNamesTheLineAndTheValue(String text, String message) throws IOException {
    var file = Files.writeString(folder.resolve("c.csv"), text);
    var ran =
        Ran.run(
            "predict",
            "--model=paretonbd",
            "--parameters=r=1,alpha=1,s=1,beta=1",
            "--customers",
            file);
    assertEquals(1, ran.code());
    assertEquals(1, ran.errors().size(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict --model bgnbd --parameters r=1 --customers X",
        "predict --model bgnbd --parameters r=1,alpha=1,a=1,b=-1 --customers X",
        "predict --model bgnbd --parameters r=1,alpha=1,a=1,b=1,s=1 --customers X",
        "predict --model mbgcnbd --parameters r=1,alpha=1,a=1,b=1 --customers X",
        "predict --model nbd --parameters r=1 --customers X",
        "fit --orders X --format csv --until 2011-01-01 --model sarima",
        "fit --orders X --format excel --until 2011-01-01 --model bgnbd",
        "fit --orders X --format csv --until 2011-01-01 --model bgnbd --unit month",
        "fit --orders X --format csv --until 2011-01-01 --model bgnbd --k 2",
        "fit --orders X --format csv --customer c --until 2011-01-01 --model bgnbd",
        "fit --orders X --format csv --until someday --model bgnbd",
        "backtest --orders X --format csv --until 2011-01-02 --holdout-until 2011-01-01"
      })
  void whatIsAskedForWronglyIsUsage(String arguments) {
    var ran = Ran.run(List.of(arguments.split(" ", -1)).toArray());
    assertEquals(2, ran.code(), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }

  @Test
  void ordersAreFittedAsImportReadsThem() throws IOException {
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice,");
    text.append("lineDiscount,discount,status,refundedQuantity\n");
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 3 + i % 4; j++) {
        // of two cups less 2.00, and 1.00 off the order, one went back: the price less 1.50
        text.append(
            "c%d,p%d-%d,2020-%02d-%02dT10:00:00Z,cup,2,%d.00,2.00,1.00,paid,1\n"
                .formatted(i, i, j, 1 + 2 * j, 1 + i % 28, 10 + i % 7));
      }
      text.append("c%d,open%d,2020-01-15T10:00:00Z,cup,1,999,,,pending,\n".formatted(i, i));
      text.append("c%d,back%d,2020-04-15T10:00:00Z,cup,1,999,,,refunded,\n".formatted(i, i));
      text.append("d%d,back%d,2020-04-15T10:00:00Z,cup,1,999,,,refunded,\n".formatted(i, i));
    }
    var orders = Files.writeString(folder.resolve("shop.csv"), text);
    var plain = new StringBuilder("who,day,paid\n");
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 3 + i % 4; j++) {
        plain.append("c%d,2020-%02d-%02d,%d.50\n".formatted(i, 1 + 2 * j, 1 + i % 28, 8 + i % 7));
      }
    }
    for (var model : List.of("bgnbd", "gammagamma")) {
      var read =
          ok("fit", "--orders", orders, "--format=csv", "--until=2020-12-31", "--model", model);
      var expected = fit(plain.toString(), model).json();
      assertEquals(expected.get("customers"), read.get("customers"), model);
      assertEquals(expected.get("parameters"), read.get("parameters"), model);
    }
    var ran =
        Ran.run(
            "fit",
            "--orders",
            Files.writeString(folder.resolve("four.csv"), "customerId,at,quantity,unitPrice\n"),
            "--format=csv",
            "--until=2020-12-31",
            "--model=bgnbd");
    assertTrue(ran.err().contains("has no column \"purchaseId\""), ran.err());
  }

  private Ran fit(String text, String model) throws IOException {
    var file = Files.writeString(folder.resolve("orders.csv"), text);
    return Ran.run(
        "fit",
        "--orders",
        file,
        "--format=csv",
        "--customer=who",
        "--date=day",
        "--amount=paid",
        "--until=2020-12-31",
        "--json",
        "--model",
        model);
  }

  @ParameterizedTest
  @CsvSource({
    "'who;day;paid\na;2020-01-01;1\n', separated by \";\"",
    "'who,paid\na,1\n', 'no column \"day\"'",
    "'who,day,paid\na,2020-01-01,NaN\n', 'line 2: paid is \"NaN\"'",
    "'who,day,paid\na,2020-01-01,-3\n', 'line 2: paid is \"-3\"; it must be 0 or more'",
    "'who,day,paid\na,01/02/2020,3\n', 'line 2: day is \"01/02/2020\"'",
    "'who,day,paid\na,2021-01-01,3\n', its first is of 2021-01-01",
    "'who,day,paid\n', has no purchases",
    "'who,day,paid\na,2020-01-01,3\nb,2020-02-01,3\n', none of 2 customers bought a second time"
  })
  void whatCannotBeFittedIsSaidAndNoTraceIsShown(String text, String message) throws IOException {
    var ran = fit(text, "bgnbd");
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.err().contains(message), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void aMarkQuotedLineBreaksAnyOrderAndABrokenLineLeaveTheRestRight() throws IOException {
    var text =
        """
        \uFEFFwho,day,paid,note
        a,2020-03-01,5,x
        a,2020-01-01,9,"two
        lines"
        b,2020-05-05 10:00:00,4,
        b,20200505,1,
        a,2020-02-01T08:00:00Z,7,
        c,2020-01-01,oops,
        """;
    for (var model : List.of("bgnbd", "mbgnbd", "paretonbd", "mbgcnbd", "gammagamma")) {
      var ran = fit(text, model);
      assertEquals(1, ran.code(), "a line was left out");
      var json = ran.json();
      assertEquals("Europe/London", json.get("zone").asText());
      assertEquals(model.equals("gammagamma") ? 1 : 2, json.get("customers").asInt());
      assertTrue(json.get("warnings").toString().contains("line 8"), ran.out());
      assertFalse(ran.out().contains("NaN"), ran.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e100", "1e16", "-1e16"})
  void anAmountBeyondReasonIsNamedWithItsLine(String amount) throws IOException {
    var ran = fit("who,day,paid\na,2020-01-01,1\na,2020-02-01," + amount + "\n", "gammagamma");
    assertTrue(ran.err().contains("line 3"), ran.err());
    assertTrue(
        ran.err().contains("paid is \"" + amount + "\"; it must be a number of at most 1e15"));
    assertFalse(ran.err().contains("Exception"), ran.err());
  }

  @Test
  void amountsSmallerThanAnyMoneyAreToldInALine() throws IOException {
    var text = new StringBuilder("who,day,paid\n");
    for (int i = 0; i < 60; i++) {
      for (var day : List.of("2020-01-01", "2020-02-01", "2020-03-0" + (1 + i % 9))) {
        text.append("c%d,%s,%de-300%n".formatted(i, day, 1 + i % 7));
      }
    }
    var ran = fit(text.toString(), "gammagamma");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("that must be from 1e-9 to 1e15"), ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-03-01Tgarbage",
        "2020-03-01 99:99",
        "2020-03-01T25:99:99",
        "2020-03-01 garbage",
        "2020-03-01 10",
        "2020-03-01T10:00:00 Moon"
      })
  void aTimeThatIsNoneIsLeftOutAndNamed(String time) throws IOException {
    var ran = fit("who,day,paid\na,2020-01-01,1\na,2020-02-01,2\na," + time + ",3\n", "bgnbd");
    assertTrue(ran.err().contains("line 4"), ran.err());
    assertTrue(ran.err().contains("day is \"" + time + "\""), ran.err());
  }

  @Test
  void theOrderOfLinesChangesNothingAndNoFirstPurchaseDrownsTheOthers_seed7() throws IOException {
    var random = new Random(7);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 200; i++) {
      var first = i == 0 ? "100000000000000" : "10";
      lines.add("c%d,2020-01-01,%s".formatted(i, first));
      for (int j = 0; j <= random.nextInt(8); j++) {
        var day = LocalDate.of(2020, 1, 2).plusDays(random.nextInt(200));
        lines.add("c%d,%s,%.2f".formatted(i, day, 4 + 40 * random.nextDouble()));
      }
    }
    JsonNode before = null;
    for (int i = 0; i < 5; i++) {
      var ran = fit("who,day,paid\n" + String.join("\n", lines) + "\n", "gammagamma");
      var json = (ObjectNode) ran.json();
      json.remove("seconds");
      assertEquals(200, json.get("customers").asInt());
      assertTrue(json.get("converged").asBoolean(), ran.out());
      assertTrue(before == null || before.equals(json), () -> "in another order: " + json);
      before = json;
      Collections.shuffle(lines, random);
    }
  }

  @Test
  void aDayBeyondTheCalendarOfOrdersIsToldInALine() throws IOException {
    var file =
        Files.writeString(folder.resolve("orders.csv"), "who,day\na,2020-01-01\na,2020-02-01\n");
    var ran =
        Ran.run(
            "fit",
            "--orders",
            file,
            "--format=csv",
            "--customer=who",
            "--date=day",
            "--until=9999-10-31",
            "--model=bgnbd");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("\"9999-10-31\" must be a day from 1900 to 2199"), ran.err());
  }

  @Test
  void aHoldoutWithoutPurchasesAndAShopTooSmallFallBackAndSaySo() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("orders.csv"), "who,day\na,2020-01-01\na,2020-02-01\nb,2020-01-05\n");
    var test =
        ok(
            "backtest",
            "--orders",
            file,
            "--format=csv",
            "--customer=who",
            "--date=day",
            "--until=2020-06-30",
            "--holdout-until=2020-12-31");
    assertEquals("shrunk-rate", test.get("chosen").asText());
    assertTrue(test.at("/models/shrunk-rate/correlation").isNull());
    assertTrue(test.get("warnings").toString().contains("fewer than 50"));
    assertTrue(test.get("warnings").toString().contains("nobody bought in the holdout"));
  }
}
