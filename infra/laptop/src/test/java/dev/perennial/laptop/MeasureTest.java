package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code measure} as it is called. */
class MeasureTest {
  /** Neither file has a licence: they are read where somebody has them, and not shipped. */
  private static final String HILLSTROM = System.getProperty("perennial.hillstrom", "");

  private static final String ARTEA = System.getProperty("perennial.artea", "");

  private static final String KNOWN = "recency,history,mens,womens,zip_code,newbie,channel";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rows.csv"), text);
  }

  private static Ran measure(Path rows, Object... more) {
    var all = new ArrayList<Object>(List.of("measure", "--rows", rows, "--arm", "arm"));
    all.addAll(List.of("--control", "out", "--outcome", "y"));
    all.addAll(List.of(more));
    return Ran.run(all.toArray());
  }

  private static JsonNode json(Ran ran) throws IOException {
    assertEquals(0, ran.code(), ran.err());
    assertEquals("", ran.err());
    assertFalse(ran.out().contains("NaN"), ran.out());
    return ran.json();
  }

  /**
   * Customers of whom those of kind b are moved by 2, and by nothing else; spend before explains
   * nine tenths of their variance.
   */
  private static String shop(int rows, long seed, double moved) {
    var random = new Random(seed);
    var text = new StringBuilder("arm,y,before,kind,age\n");
    for (int i = 0; i < rows; i++) {
      var arm = random.nextBoolean() ? "mail" : "out";
      var kind = random.nextInt(2) == 0 ? "a" : "b";
      var before = 30 + 3 * random.nextGaussian();
      var y = before + random.nextGaussian() + (arm.equals("mail") && kind.equals("b") ? moved : 0);
      text.append(
          "%s,%.4f,%.4f,%s,%s\n"
              .formatted(arm, y, before, kind, i % 9 == 0 ? "" : 20 + random.nextInt(50)));
    }
    return text.toString();
  }

  @Test
  void theEffectIsFoundAdjustedAndOrdered_seed1() throws IOException {
    var rows = file(shop(6000, 1, 2));
    var json =
        json(measure(rows, "--before", "before", "--covariates", "kind,age", "--order", "--json"));
    var uplift = json.at("/uplift/0");
    assertEquals("mail", uplift.get("arm").asText());
    assertTrue(uplift.get("low").asDouble() < 1 && 1 < uplift.get("high").asDouble());
    assertEquals(
        uplift.get("estimate").asDouble(),
        (uplift.get("low").asDouble() + uplift.get("high").asDouble()) / 2,
        1e-8);
    assertEquals(0.83, uplift.get("varianceReduction").asDouble(), 0.05);
    var adjusted = uplift.get("adjusted");
    assertEquals(1, adjusted.get("estimate").asDouble(), 0.1);
    assertTrue(
        adjusted.get("high").asDouble() - adjusted.get("low").asDouble()
            < 0.5 * (uplift.get("high").asDouble() - uplift.get("low").asDouble()));
    // half stands first: an eighth of 2 for each
    var ordering = json.at("/ordering/0");
    assertEquals(250, ordering.get("gainPer1000").asDouble(), 60);
    assertTrue(ordering.get("used").asBoolean(), ordering.toString());
    assertEquals(6000, json.at("/arms/0/rows").asInt() + json.at("/arms/1/rows").asInt());
    assertEquals("out", json.at("/arms/0/arm").asText());
    assertEquals(
        json,
        json(measure(rows, "--before", "before", "--covariates", "kind,age", "--order", "--json")));
  }

  @Test
  void withoutAnEffectItSaysSoInWords_seed2() throws IOException {
    var ran =
        measure(file(shop(2000, 2, 0)), "--covariates", "kind,age", "--order", "--before", "age");
    assertEquals(1, ran.code(), "an age is missing in one of nine");
    assertTrue(ran.out().contains("mail, y: no effect is shown, since the interval"), ran.out());
    assertTrue(ran.out().contains("not used, since the interval holds 0"), ran.out());
    assertTrue(ran.out().contains("age is of no use here"), ran.out());
    assertEquals(11, ran.errors().size(), ran.err());
    assertTrue(ran.errors().getLast().contains("more of 223 lines"), ran.err());
    assertTrue(ran.out().contains("223 of 2000 rows were left out"), ran.out());
  }

  @Test
  void anothersNotationIsRead() throws IOException {
    var text = "\uFEFFwho;arm;y\n1;\"mail;1\";1.000,5\n2;\"mail;1\";2\n3;out;0,5\n4;out;1,5\n";
    var plain = json(measure(file(text), "--separator=;", "--decimal=,", "--json"));
    assertEquals("mail;1", plain.at("/arms/1/arm").asText());
    assertEquals(501.25, plain.at("/arms/1/means/y").asDouble());
    assertTrue(plain.at("/uplift/0/varianceReduction").isNull());
    assertFalse(plain.at("/uplift/0").has("adjusted"));
    assertEquals(0, plain.get("ordering").size());
    var packed = folder.resolve("rows.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(folder.resolve("rows.csv")));
    }
    assertEquals(plain, json(measure(packed, "--separator=;", "--decimal=,", "--json")));
  }

  @ParameterizedTest
  @CsvSource({
    "'arm,z\nout,1\n', 'no column \"y\"; it has: arm, z'",
    "'arm;y\nout;1\n', separated by \";\"",
    "'arm,y,y\nout,1,2\n', 'column \"y\" twice'",
    "'arm,y\nm,1\nh,2\n', 'no row''s arm is \"out\", as --control says; there are: h, m'",
    "'arm,y\nout,1\nout,2\n', there must be another arm",
    "'arm,y\n', has no rows",
    "'', is empty",
    "'arm,y\nout,yes\n', 'no usable row: line 2: y is \"yes\"; it must be a number'"
  })
  void aFileThatTellsNothingIsToldInALine(String text, String message) throws IOException {
    var ran = measure(file(text));
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.err().contains(message), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
    assertEquals("", ran.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail,NaN,y is \"NaN\"",
        "mail,Infinity,y is \"Infinity\"",
        "mail,1e400,at most 1e15",
        "mail,-1e16,at most 1e15",
        "mail,,0 where there was nothing",
        "mail,true,1 for yes and 0 for no",
        "mail,1 000,y is \"1 000\"",
        ",1,the name of an arm",
        "mail,1,has 3 fields",
        "mail,0x10,y is \"0x10\"",
        "mail,5d,y is \"5d\""
      })
  void aRowThatCannotBeUsedIsNamedAndTheRestMeasured(String wrong) throws IOException {
    var message = wrong.substring(wrong.lastIndexOf(',') + 1);
    var row = message.startsWith("has") ? wrong : wrong.substring(0, wrong.lastIndexOf(','));
    var text = "arm,y\nout,1\nout,2\n" + row + "\nmail,3\nmail,5\n";
    var ran = measure(file(text), "--json");
    assertEquals(1, ran.code());
    assertTrue(ran.err().startsWith("line 4"), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    assertEquals(2.5, ran.json().at("/uplift/0/estimate").asDouble());
    assertEquals(1, ran.json().get("warnings").size());
    assertEquals(0, measure(file(text), "--skip-broken").code());
  }

  @Test
  void valuesOfAnySizeAreMeasured() throws IOException {
    var text = "arm,y\nout,999999999999990\nout,999999999999991\nmail,1e15\nmail,999999999999999\n";
    var json = json(measure(file(text), "--json"));
    assertEquals(9, json.at("/uplift/0/estimate").asDouble());
    var tiny = "arm,y\nout,1e-300\nout,0.30000000000000004\nmail,1e-9\nmail,0.1\n";
    json(measure(file(tiny), "--json"));
  }

  @Test
  void whereNothingIsKnownOfChanceThereIsNoInterval() throws IOException {
    for (var text :
        List.of("arm,y\nout,1\nout,1\nmail,2\nmail,2\n", "arm,y\nout,1\nout,4\nmail,2\n")) {
      var json = json(measure(file(text), "--json"));
      assertTrue(json.at("/uplift/0/low").isNull(), json.toString());
      assertTrue(json.at("/uplift/0/minimumDetectableEffect").isNull());
      assertTrue(measure(file(text)).out().contains("nothing can be said"));
    }
    var constantBefore = "arm,y,b\nout,1,5\nout,2,5\nmail,2,5\nmail,5,5\n";
    var json = json(measure(file(constantBefore), "--before=b", "--json"));
    assertEquals(0, json.at("/uplift/0/varianceReduction").asDouble());
    assertFalse(json.at("/uplift/0").has("adjusted"));
  }

  @Test
  void covariatesThatCannotBeUsedAreTold() throws IOException {
    var few = measure(file(shop(150, 3, 1)), "--order", "--covariates=kind", "--json");
    assertTrue(few.json().get("warnings").toString().contains("100 are needed"), few.out());
    assertEquals(0, few.json().get("ordering").size());
    var alone = measure(file(shop(150, 3, 1)), "--covariates=kind", "--json");
    assertTrue(alone.json().get("warnings").toString().contains("--order alone"), alone.out());
    var names = new StringBuilder("arm,y,name,n\n");
    for (int i = 0; i < 3000; i++) {
      names.append("%s,%d,name%d,%s\n".formatted(i % 2 == 0 ? "out" : "mail", i % 7, i, i % 50));
    }
    var ran = measure(file(names.toString()), "--order", "--covariates=name");
    assertTrue(ran.err().contains("covariate name has more than 1000 different"), ran.err());
    var arms =
        Ran.run(
            "measure",
            "--rows",
            folder.resolve("rows.csv"),
            "--arm=n",
            "--control=1",
            "--outcome=y");
    assertTrue(arms.err().contains("column n has more than 20 different values"), arms.err());
    var mixed = names.toString().replace(",17\n", ",old\n").replace(",18\n", ",\n");
    var warned = measure(file(mixed), "--order", "--covariates=n", "--json");
    assertTrue(warned.json().get("warnings").toString().contains("numbers and texts"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--order",
        "--order --covariates=y",
        "--order --covariates=arm",
        "--order --covariates=a,a",
        "--order --covariates=a,,b",
        "--before=y",
        "--before=arm",
        "--outcome=y",
        "--seed=x",
        "--separator=#",
        "--decimal=;"
      })
  void whatIsAskedForWronglyIsUsage(String arguments) throws IOException {
    var ran = measure(file("arm,y,a,b\nout,1,1,1\n"), List.of(arguments.split(" ", -1)).toArray());
    assertEquals(2, ran.code(), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }

  private static JsonNode hillstrom(String outcomes) throws IOException {
    assumeTrue(!HILLSTROM.isEmpty(), "-Dperennial.hillstrom names no file");
    return json(
        Ran.run(
            "measure",
            "--rows",
            HILLSTROM,
            "--arm=segment",
            "--control=No E-Mail",
            "--outcome",
            outcomes,
            "--before=history",
            "--covariates",
            KNOWN,
            "--order",
            "--json"));
  }

  @Test
  void hillstromsMailHasThePublishedUplift() throws IOException {
    var uplift = hillstrom("spend").get("uplift");
    var published = new double[][] {{0.770, 0.485, 1.055}, {0.424, 0.169, 0.680}};
    for (int i = 0; i < 2; i++) {
      assertEquals(published[i][0], uplift.get(i).get("estimate").asDouble(), 5e-4);
      assertEquals(published[i][1], uplift.get(i).get("low").asDouble(), 5e-4);
      assertEquals(published[i][2], uplift.get(i).get("high").asDouble(), 5e-4);
      assertEquals(0.0005, uplift.get(i).get("varianceReduction").asDouble(), 2e-4);
      assertFalse(uplift.get(i).has("adjusted"), "spend before is of no use");
    }
  }

  @Test
  void hillstromsVisitsAreOrderedAndItsSpendIsNot() throws IOException {
    var ordering = hillstrom("visit,spend").get("ordering");
    var visits = ordering.get(2);
    assertEquals("Womens E-Mail", visits.get("arm").asText());
    assertEquals("visit", visits.get("outcome").asText());
    assertTrue(visits.get("gainPer1000").asDouble() >= 7.0, visits.toString());
    assertTrue(visits.get("used").asBoolean());
    for (var i : new int[] {1, 3}) {
      assertEquals("spend", ordering.get(i).get("outcome").asText());
      assertFalse(ordering.get(i).get("used").asBoolean(), ordering.toString());
    }
  }

  @Test
  void arteasCouponHasNoEffectOnRevenueAndItIsSaid() {
    assumeTrue(!ARTEA.isEmpty(), "-Dperennial.artea names no file");
    var ran =
        Ran.run(
            "measure",
            "--rows",
            ARTEA,
            "--arm=test_coupon",
            "--control=0",
            "--outcome=revenue_after",
            "--before=spent_last_purchase");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("1, revenue_after: no effect is shown"), ran.out());
  }
}
