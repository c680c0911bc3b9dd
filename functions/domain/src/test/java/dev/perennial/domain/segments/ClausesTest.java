package dev.perennial.domain.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.event.ruler.Machine;

/** Patterns taken apart are judged as event-ruler judges them whole. */
class ClausesTest {
  private static final long FIRST = Long.getLong("perennial.simulate.seed", 1);
  private static final int PATTERNS = 1000;
  private static final List<String> TEXTS =
      List.of("gold", "Gold", "silver", "golden", "si*er", "", "12", "old");
  private static final List<String> NAMES = List.of("a", "b", "c", "a.b", "$or", "x/y");

  /** What was asked, so that it is seen that something was. */
  private int met;

  private int lists;

  @Test
  void eachClauseIsJudgedAsEventRulerJudgesIt() throws Exception {
    var random = new Random(FIRST);
    for (int i = 0; i < PATTERNS; i++) {
      var pattern = object(random, 0);
      var document = document(random, 0);
      compare(pattern, document);
    }
    assertTrue(met > PATTERNS / 20, "some are met: " + met);
    assertTrue(lists > PATTERNS / 20, "some go through lists: " + lists);
  }

  private void compare(ObjectNode pattern, ObjectNode document) throws Exception {
    var told = pattern + " of " + document;
    Clause clause;
    try {
      clause = new Clauses(pattern).judge(document);
    } catch (IllegalArgumentException e) {
      assertThrows(Exception.class, () -> matches(pattern.toString(), document.toString()), told);
      return;
    }
    assertEquals(matches(pattern.toString(), document.toString()), clause.met(), told);
    met += clause.met() ? 1 : 0;
    assertEquals(clause.met(), clause.unmet().isEmpty() && clause.met(), told);
    if (document.toString().contains("[{")) {
      lists++;
    } else if (asksOncePerField(clause)) {
      checkTogether(clause, told);
    }
    checkFields(clause, document, told);
  }

  /** Of what is asked of a field twice, once in an alternative, event-ruler takes the one alone. */
  private static boolean asksOncePerField(Clause clause) {
    var paths =
        fields(clause).map(field -> field.path().replace('/', '.').replace("~1", "/")).toList();
    return paths.size() == Set.copyOf(paths).size();
  }

  private static Stream<Clause.Field> fields(Clause clause) {
    return switch (clause) {
      case Clause.Field field -> Stream.of(field);
      case Clause.All(var clauses, var _) -> clauses.stream().flatMap(ClausesTest::fields);
      case Clause.Any(var clauses, var _) -> clauses.stream().flatMap(ClausesTest::fields);
    };
  }

  /** Where no list of objects is, a group is met when all are, and alternatives when one is. */
  private static void checkTogether(Clause clause, String told) {
    switch (clause) {
      case Clause.Field _ -> {}
      case Clause.All(var clauses, var met) -> {
        assertEquals(clauses.stream().allMatch(Clause::met), met, told);
        clauses.forEach(each -> checkTogether(each, told));
      }
      case Clause.Any(var clauses, var met) -> {
        assertEquals(clauses.stream().anyMatch(Clause::met), met, told);
        clauses.forEach(each -> checkTogether(each, told));
      }
    }
  }

  private static void checkFields(Clause clause, ObjectNode document, String told)
      throws Exception {
    switch (clause) {
      case Clause.Field field -> {
        var wanted = field.wanted();
        var names = field.path().split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
          wanted = "{\"" + Clause.keyOf(names[i]) + "\":" + wanted + "}";
        }
        assertEquals(matches(wanted, document.toString()), field.met(), told + ": " + wanted);
      }
      case Clause.All(var clauses, var _) -> {
        for (var each : clauses) {
          checkFields(each, document, told);
        }
      }
      case Clause.Any(var clauses, var _) -> {
        for (var each : clauses) {
          checkFields(each, document, told);
        }
      }
    }
  }

  private static boolean matches(String pattern, String document) throws Exception {
    var machine = Machine.builder().build();
    machine.addRule("it", pattern);
    return !machine.rulesForJSONEvent(document).isEmpty();
  }

  private static ObjectNode object(Random random, int depth) {
    var node = JsonNodeFactory.instance.objectNode();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      var name = NAMES.get(random.nextInt(NAMES.size()));
      if (depth < 3 && random.nextInt(5) == 0) {
        var any = node.putArray("$or");
        IntStream.rangeClosed(0, random.nextInt(3))
            .forEach(_ -> any.add(object(random, depth + 2)));
      } else if (depth < 2 && random.nextInt(3) == 0) {
        node.set(name, object(random, depth + 1));
      } else {
        node.set(name, wanted(random));
      }
    }
    return node;
  }

  private static ArrayNode wanted(Random random) {
    var wanted = JsonNodeFactory.instance.arrayNode();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(12)) {
        case 0 -> wanted.add(random.nextInt(5));
        case 1 -> wanted.add(random.nextBoolean());
        case 2 -> wanted.addNull();
        case 3 -> wanted.addObject().put("prefix", TEXTS.get(random.nextInt(4)));
        case 4 -> wanted.addObject().put("suffix", TEXTS.get(random.nextInt(4)));
        case 5 -> wanted.addObject().put("equals-ignore-case", TEXTS.get(random.nextInt(4)));
        case 6 -> wanted.addObject().put("wildcard", List.of("g*", "*ld", "s*v*r").get(i));
        case 7 -> wanted.addObject().put("exists", random.nextBoolean());
        case 8 -> numeric(wanted.addObject().putArray("numeric"), random);
        case 9 -> {
          var but = wanted.addObject().putArray("anything-but");
          IntStream.rangeClosed(0, random.nextInt(2))
              .forEach(_ -> but.add(TEXTS.get(random.nextInt(4))));
        }
        case 10 -> wanted.addObject().put("anything-but", random.nextInt(5));
        default -> wanted.add(TEXTS.get(random.nextInt(TEXTS.size())));
      }
    }
    return wanted;
  }

  private static void numeric(ArrayNode numeric, Random random) {
    int one = random.nextInt(5);
    switch (random.nextInt(3)) {
      case 0 -> numeric.add(">=").add(one);
      case 1 -> numeric.add("<").add(one + .5);
      default -> numeric.add(">").add(one).add("<=").add(one + 1 + random.nextInt(3));
    }
  }

  private static ObjectNode document(Random random, int depth) {
    var node = JsonNodeFactory.instance.objectNode();
    for (var name : NAMES) {
      switch (random.nextInt(depth > 1 ? 6 : 10)) {
        case 0 -> {}
        case 1 -> node.put(name, random.nextInt(5));
        case 2 -> node.put(name, random.nextInt(5) + .5);
        case 3 -> node.put(name, random.nextBoolean());
        case 4 -> node.put(name, TEXTS.get(random.nextInt(TEXTS.size())));
        case 5 -> {
          var list = node.putArray(name);
          IntStream.range(0, random.nextInt(3))
              .forEach(_ -> list.add(TEXTS.get(random.nextInt(TEXTS.size()))));
        }
        case 6 -> {
          var list = node.putArray(name);
          IntStream.rangeClosed(0, random.nextInt(3))
              .forEach(_ -> list.add(document(random, depth + 1)));
        }
        default -> node.set(name, document(random, depth + 1));
      }
    }
    return node;
  }

  private static Clause judged(String pattern, String document) {
    return Clauses.of(pattern.replace('\'', '"')).judge(document.replace('\'', '"'));
  }

  @Test
  void fieldsThatDifferentObjectsOfAListMeetAreNotMetTogether() {
    var lines = "{'lines':[{'sku':'A','quantity':1},{'sku':'B','quantity':9}]}";
    var clause = judged("{'lines':{'sku':['A'],'quantity':[9]}}", lines);
    assertEquals(false, clause.met());
    assertEquals(2, clause.metFields(), "each by itself");
    assertTrue(clause.told("").contains("not of one and the same"), clause.told(""));
    assertTrue(judged("{'lines':{'sku':['B'],'quantity':[9]}}", lines).met());
  }

  @ParameterizedTest(name = "{0} of a document: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "lines/sku | [\"A\",\"B\"]",
        "lines/brand | null",
        "total | 70.00",
        "tags | [\"x\"]",
        "a~1b | 1"
      })
  void whatADocumentHasIsToldAsItStands(String path, String actual) {
    var document =
        "{'lines':[{'sku':'A'},{'sku':'B'}],'total':70.00,'tags':['x'],'a/b':1}".replace('\'', '"');
    var name = path.contains("~") ? "{'a/b':[2]}" : nested(path);
    var unmet = judged(name, document).unmet();
    assertEquals(1, unmet.size());
    assertEquals(path, unmet.getFirst().path());
    if (actual.equals("null")) {
      assertNull(unmet.getFirst().actual());
    } else {
      assertEquals(actual, Objects.requireNonNull(unmet.getFirst().actual()));
    }
  }

  private static String nested(String path) {
    var names = new ArrayList<>(List.of(path.split("/", -1)));
    return names.stream().map(name -> "{'" + name + "':").collect(Collectors.joining())
        + "['nothing of this kind']"
        + "}".repeat(names.size());
  }

  @Test
  void ofAlternativesNoneOfWhichIsMetEachIsTold() {
    var clause = judged("{'$or':[{'a':[1]},{'b':[2]}],'c':[3]}", "{'a':2,'b':2,'c':4}");
    assertEquals(List.of("c"), clause.unmet().stream().map(Clause.Field::path).toList());
    var none = judged("{'$or':[{'a':[1]},{'b':[2]}],'c':[3]}", "{'a':2,'b':3,'c':4}");
    assertEquals(List.of("a", "b", "c"), none.unmet().stream().map(Clause.Field::path).toList());
  }
}
