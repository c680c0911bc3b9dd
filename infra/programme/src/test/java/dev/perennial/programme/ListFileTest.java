package dev.perennial.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c1\n#1001\n",
        "\uFEFFcustomerId\r\nc1\r\n\r\n#1001\r\nc1",
        "name,customerId\n\"Doe, Jane\",c1\nRoe,#1001\n",
        "name;customerId;\nDoe;c1;\nRoe;\"#1001\";\n"
      })
  void idsAreReadFromAColumnOfTheirOwnOrTheHeadedOne(String text) {
    var file = ListFile.of("lists/fair.csv", text);
    assertEquals(List.of(), file.mistakes());
    assertEquals(List.of("c1", "#1001"), List.copyOf(file.lines().keySet()));
  }

  @Test
  void eachMistakeIsToldWithItsLine() {
    var wrong =
        Map.of(
            "c1\nc\u00002\nc3\n", "lists/fair.csv:2: ",
            "c1,Jane\n",
                "lists/fair.csv:1: has several columns, of which the first line heads none"
                    + " customerId",
            "c1;\nc2;c3\n", "lists/fair.csv:2: has several columns",
            "Guests 2026\nDoe,c1\n", "lists/fair.csv:2: has several columns",
            "c1\nc2\n\"c3\" \n", "lists/fair.csv:3: is not CSV from here on: ",
            "customerId,name\n,Jane\n", "lists/fair.csv:2: ",
            "", "lists/fair.csv: names no customer; it should have an id on each line",
            "customerId\n", "lists/fair.csv: names no customer");
    wrong.forEach(
        (text, told) -> {
          var mistakes = Finding.told(ListFile.of("lists/fair.csv", text).mistakes());
          assertEquals(1, mistakes.size(), mistakes.toString());
          assertEquals(told, mistakes.getFirst().substring(0, told.length()));
        });
  }

  @Test
  void nothingThatATerminalObeysIsShown() {
    var mistakes = Finding.told(ListFile.of("l.csv", "\u001b[31m1\n" + "7".repeat(400)).mistakes());
    assertEquals(2, mistakes.size());
    assertTrue(mistakes.stream().allMatch(each -> each.contains("(id ")), mistakes.toString());
  }

  @Test
  void noAddressIsShown() {
    var text = "jane@example.com \u0007\n";
    assertEquals(
        -1,
        Finding.told(ListFile.of("l.csv", text).mistakes()).toString().indexOf("jane@example.com"));
  }

  @Test
  void ofManyMistakesTenAreToldAndTheRestCounted() {
    var text = IntStream.range(0, 5000).mapToObj(i -> "%41").collect(Collectors.joining("\n"));
    var mistakes = ListFile.of("l.csv", text).mistakes();
    assertEquals(11, mistakes.size());
    assertEquals("has 4990 mistakes more", mistakes.getLast().what());
  }
}
