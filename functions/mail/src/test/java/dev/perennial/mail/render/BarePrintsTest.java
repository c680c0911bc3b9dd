package dev.perennial.mail.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a customer without {@code tier} would stop; {@code x} stands for any other condition. */
class BarePrintsTest {
  private static String printed(String source, String... absent) {
    return LiquidTemplate.printedBare(source, Set.of(absent)).stream()
        .map(
            each -> "%d:%d%s".formatted(each.line(), each.column(), each.always() ? " always" : ""))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ tier }}; 1:1 always",
        "{{ tier | upcase }}; 1:1 always",
        "{{ tier | default: 'x' }}; ``",
        "{{ tier | upcase | default: 'x' }}; 1:1 always",
        "{{ 'x' | append: tier }}; 1:18 always",
        "{{ shop.url | default: tier }}; 1:24 always",
        "{{ customer.name }}; ``",
        "{% if tier %}{{ tier }}{% endif %}; ``",
        "{% if tier %}a{% else %}{{ tier }}{% endif %}; 1:25 always",
        "{% if points.earned > 0 %}{{ tier }}{% endif %}; 1:27",
        "{% if points.earned > 0 and tier %}{{ tier }}{% endif %}; ``",
        "{% if tier and points.earned > 0 %}{{ tier }}{% endif %}; ``",
        "{% if points.earned > 0 or tier %}{{ tier }}{% endif %}; 1:35",
        "{% if tier == 'gold' %}{{ tier }}{% endif %}; ``",
        "{% if 'gold' == tier %}{{ tier }}{% endif %}; ``",
        "{% if tier != 'gold' %}{{ tier }}{% endif %}; 1:24 always",
        "{% if tier != nil %}{{ tier }}{% endif %}; ``",
        "{% if tier != blank %}{{ tier }}{% endif %}; ``",
        "{% if tier == blank %}a{% else %}{{ tier }}{% endif %}; ``",
        "{% if tier > 3 %}{{ tier }}{% endif %}; ``",
        "{% if tier contains 'g' %}{{ tier }}{% endif %}; ``",
        "{% if false %}{{ tier }}{% endif %}; ``",
        "{% if points.earned %}a{% elsif tier %}{{ tier }}{% else %}{{ tier }}{% endif %}; 1:60",
        "{% unless tier %}a{% else %}{{ tier }}{% endunless %}; ``",
        "{% unless tier %}{{ tier }}{% endunless %}; 1:18 always",
        "{% case tier %}{% when 'gold' %}{{ tier }}{% else %}a{% endcase %}; ``",
        "{% case tier %}{% when 'gold' %}a{% else %}{{ tier }}{% endcase %}; 1:44 always",
        "{% case points.earned %}{% when 1 %}{{ tier }}{% endcase %}; 1:37",
        "{% for i in (1..3) %}{{ tier }}{% endfor %}; 1:22 always",
        "{% for t in tier %}{{ t }}{% else %}{{ tier }}{% endfor %}; 1:37 always",
        "{% assign t = tier %}{{ t }}; 1:22 always",
        "{% assign t = tier %}{% if t %}{{ t }}{% endif %}; ``",
        "{% assign t = tier | default: 'x' %}{{ t }}; ``",
        "{% comment %}{{ tier }}{% endcomment %}; ``",
        "{% raw %}{{ tier }}{% endraw %}; ``",
      })
  void eachWayToPrintAVariable(String source, String where) {
    assertEquals(where, printed(source, "tier"));
  }

  @Test
  void linesAndColumnsAreThoseOfTheSource() {
    assertEquals(
        "2:4 always", printed("a\n b {{ customer.attributes.pet }}", "customer.attributes.pet"));
  }

  @Test
  void severalThatAreMissingTogether() {
    var source =
        "{% if points.expiring > 0 %}{{ points.expiring }} until {{ points.expiresOn }}{% endif %}";
    assertEquals("1:57", printed(source, "points.expiresOn"));
    assertEquals("", printed(source, "points.expiresOn", "points.expiring"));
  }

  @Test
  void everyVariableIsNamed() {
    assertEquals(
        "[customer.name, points.earned, tier]",
        LiquidTemplate.named(
                "{% if points.earned > 0 %}{{ tier | default: customer.name }}{% endif %}")
            .toString());
  }
}
