package dev.perennial.domain.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Reader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTypesTest {
  private final List<Mistake> mistakes = new ArrayList<>();

  private AttributeTypes read(String json) throws IOException {
    JsonNode files = new JsonMapper().readTree(json.replace('\'', '"'));
    var programme = Example.rules().programme();
    return new AttributeTypesReader().read(new Reader(files, "programme", mistakes), programme);
  }

  private static Attribute attribute(String kind) {
    return switch (kind) {
      case "text" -> new Attribute.Text("blue");
      case "day" -> new Attribute.Text("2026-12-31");
      case "no day" -> new Attribute.Text("2026-02-30");
      case "number" -> new Attribute.Amount(BigDecimal.TEN);
      case "truth" -> new Attribute.Truth(true);
      default -> new Attribute.Texts(List.of("garden"));
    };
  }

  @ParameterizedTest(name = "declared {0}, and is a {1}: {2}")
  @CsvSource({
    "text,    text,   right",
    "text,    day,    right",
    "text,    number, wrong",
    "number,  number, right",
    "number,  text,   wrong",
    "boolean, truth,  right",
    "boolean, text,   wrong",
    "date,    day,    right",
    "date,    no day, wrong",
    "date,    text,   wrong",
    "list,    texts,  right",
    "list,    text,   wrong",
    "text,    texts,  wrong",
  })
  void whatIsDeclaredIsAskedFor(String declared, String is, String verdict) throws IOException {
    var types = read("{'attributes':{'x':'%s'}}".formatted(declared));
    assertEquals(List.of(), mistakes);
    assertEquals(verdict.equals("right"), types.mistake("x", attribute(is)) == null);
    assertEquals(null, types.mistake("y", attribute(is)), "not declared");
  }

  @Test
  void whatIsNoTypeIsAMistakeWithItsPlace() throws IOException {
    read("{'attributes':{'x':'integer','2nd':'text','y':7}}");
    assertEquals(
        List.of(
            new Mistake(
                "attributes/x",
                "\"integer\": is not known; known are text, number, boolean, date, list"),
            new Mistake(
                "attributes/2nd",
                "must be named in A-Z a-z 0-9 _ -, beginning with a letter",
                true),
            new Mistake("attributes/y", "must be text; 7 is not")),
        mistakes);
  }
}
