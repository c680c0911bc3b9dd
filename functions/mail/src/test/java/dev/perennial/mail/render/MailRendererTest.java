package dev.perennial.mail.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailRendererTest {
  private final MailRenderer renderer = new MailRenderer();

  private Rendering.Mail mail(CompiledTemplate template, Map<String, ?> model) {
    return assertInstanceOf(Rendering.Mail.class, renderer.render(template, model));
  }

  private String html(String source, String name) {
    var html = mail(Samples.template(source + "\n"), Samples.model(name)).html();
    return html.substring(0, html.indexOf('\n'));
  }

  private Rendering.Unrenderable unrenderable(CompiledTemplate template, Map<String, ?> model) {
    return assertInstanceOf(Rendering.Unrenderable.class, renderer.render(template, model));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Anna                       | Anna
          <script>alert(1)</script>  | &lt;script&gt;alert(1)&lt;/script&gt;
          "><img src=x onerror=y>    | &quot;&gt;&lt;img src=x onerror=y&gt;
          O'Hara & "Sons"            | O&#39;Hara &amp; &quot;Sons&quot;
          {{ points.balance }}       | {{ points.balance }}
          {% assign x = 1 %}         | {% assign x = 1 %}
          -->                        | --&gt;
          &lt;                       | &amp;lt;
          שלום                       | שלום
          👩‍👩‍👧 Ünï 日本               | 👩‍👩‍👧 Ünï 日本
          $1 \\0 %s ${x}              | $1 \\0 %s ${x}
          """)
  void valuesAreEscapedInHtmlAndLeftInText(String name, String escaped) {
    assertEquals("Hi " + escaped, html("Hi {{ customer.name }}", name));
    assertEquals("<b title=\"" + escaped + "\">", html("<b title=\"{{ customer.name }}\">", name));
    var text = mail(Samples.text("Hi {{ customer.name }}\n"), Samples.model(name)).text();
    assertTrue(text.startsWith("Hi " + name + "\n"), text);
    assertEquals(
        "For " + name,
        mail(Samples.subject("For {{customer.name}}"), Samples.model(name)).subject());
  }

  @ParameterizedTest
  @CsvSource({
    "Anna\\r\\nBcc: x@y.z, Anna Bcc: x@y.z",
    "Anna\\nBcc, Anna Bcc",
    "Anna\\u2028Bcc, Anna Bcc",
    "Anna\\u0000Bcc, AnnaBcc",
    "Anna\\u001B[31m, Anna[31m",
    "Anna\\u202Egnp, Annagnp",
    "Anna\\u2066gnp, Annagnp",
    "Anna\\uD83D, Anna\uFFFD",
    "Anna\\u0085Bcc, Anna Bcc",
  })
  void lineBreaksAndHiddenCharactersDoNotPass(String escapedName, String shown) {
    var name = unescape(escapedName);
    assertEquals(
        shown, mail(Samples.subject("{{ customer.name }}"), Samples.model(name)).subject());
    assertEquals(shown, html("{{ customer.name }}", name));
    assertTrue(
        mail(Samples.text("{{ customer.name }}"), Samples.model(name)).text().startsWith(shown));
  }

  private static String unescape(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (text.charAt(i + 1) == 'u') {
        out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        out.append(text.charAt(i + 1) == 'r' ? '\r' : '\n');
        i++;
      }
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          {{ customer.name | upcase }} § &lt;B&gt;
          {{ customer.name | raw }} § <b>
          {{ customer.name | escape }} § &lt;b&gt;
          {{ customer.name | append: "&" }} § &lt;b&gt;&amp;
          {{ customer.name | raw | append: "<i>" }} § &lt;b&gt;&lt;i&gt;
          {{ points.balance | number }} § 1,250
          {{ points.balance | number: "de" }} § 1.250
          {{ points.balance | plus: 10 }} § 1260
          {{ points.worth | default: "<none>" }} § &lt;none&gt;
          {{ tier | default: shop.name }} § Fern &amp; Thistle
          {% if points.balance > 1000 %}rich{% else %}poor{% endif %} § rich
          {% if points.worth %}a{% elsif tier %}b{% else %}c{% endif %} § c
          {% unless tier %}none{% endunless %} § none
          {% case customer.language %}{% when "en" %}Hi{% when "de" %}Hallo{% endcase %} § Hi
          {% for i in (1..3) %}{% unless forloop.first %},{% endunless %}{{ i }}{% endfor %} § 1,2,3
          {% assign n = customer.name %}{{ n }} § &lt;b&gt;
          {% raw %}{{ kept }}{% endraw %} § {{ kept }}
          {% comment %}{{ nothing }}{% endcomment %}x § x
          """)
  void liquidAsMarketersKnowIt(String source, String expected) {
    assertEquals(expected, html(source, "<b>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          {{ customer.nmae }} § no variable is called customer.nmae
          {% if custmer.name %}x{% endif %} § no variable is called custmer.name
          {{ customer }} § no variable is called customer
          {{ customer["name"] }} § write a.b instead of a["b"]
          {{ customer.name | shout }} § no filter is called shout
          {{ "now" | date: "%Y" }} § no filter is called date
          {% include "other" %} § the tag include is not used here
          {% capture x %}y{% endcapture %} § the tag capture is not used here
          {% cycle "a", "b" %} § the tag cycle is not used here
          {% increment x %} § the tag increment is not used here
          {% ifchanged %}x{% endifchanged %} § the tag ifchanged is not used here
          {% tablerow i in tier %}x{% endtablerow %} § the tag tablerow
          {% assign points = 1 %} § points would hide the variable
          {% assign unsubscribeUrl = "x" %} § unsubscribeUrl would hide the variable
          {% for tier in (1..2) %}x{% endfor %} § tier would hide the variable
          {% assign myUrl = customer.name %} § only the shop's own links end in Url
          {{ unsubscribeUrl | append: "x" }} § is a link and takes no filter
          {{ customer.name § not Liquid
          {% if tier %}x § not Liquid
          {{ a b }} § not Liquid
          {{ customer.attributes.shoe-size }} § customer.attributes.shoe-size has a hyphen
          {% if customer.attributes.a-b > 1 %}x{% endif %} § customer.attributes.a-b has a hyphen
          """)
  void whatIsNotOurLiquidIsNamedWithItsLine(String source, String problem) {
    var fault =
        assertThrows(TemplateFault.class, () -> renderer.check(Samples.template("<p>\n" + source)));
    assertTrue(
        String.valueOf(fault.getMessage())
            .startsWith("thanks html:" + fault.line() + ":" + fault.column() + ": "),
        fault.getMessage());
    assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    assertTrue(fault.line() >= 2, fault.getMessage());
  }

  @Test
  void aMissingValueStopsTheMailAndIsNamed() {
    for (var name : List.of("", "  ", "\n\t")) {
      var missing =
          unrenderable(Samples.template("x\nDear {{ customer.name }},"), Samples.model(name));
      assertEquals("thanks.mjml", missing.file());
      assertEquals(0, missing.line(), "not told by a template that an earlier release stored");
      assertEquals("customer.name", missing.variable());
      assertTrue(missing.reason().startsWith("customer.name has no value"), missing.reason());
    }
    assertEquals(
        "Dear you", html("Dear {{ customer.name | default: \"you\" }}", " "), "a default is used");
    assertEquals("c", html("{% if customer.name %}n{% else %}c{% endif %}", " "));
  }

  @Test
  void aMissingValueIsToldWithTheLineThatTheShopWrote() {
    var text = unrenderable(Samples.text("x\nDear {{ customer.name }},"), Samples.model(""));
    assertEquals(
        "thanks.txt:2 customer.name", text.file() + ":" + text.line() + " " + text.variable());
    var bare = Samples.template("x\nDear {{ customer.name }},");
    var lines = new TreeMap<>(Map.of(0, 3, 1, 90, 2, 98));
    var template =
        new CompiledTemplate("thanks", bare.subject(), "", bare.html(), bare.text(), lines);
    var html = unrenderable(template, Samples.model(""));
    assertEquals(
        "thanks.mjml:98 customer.name", html.file() + ":" + html.line() + " " + html.variable());
    var titled =
        new CompiledTemplate("thanks", "{{ tier }}", "", Samples.LAW, Samples.LAW_TEXT, lines);
    assertEquals(3, unrenderable(titled, Samples.model("")).line());
    var link = Samples.model("Anna");
    link.put("shop", Map.of("name", "Fern"));
    assertEquals("shop.url", unrenderable(Samples.text("{{ shop.url }}"), link).variable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ tier | upcase }}",
        "{{ tier | append: \"x\" }}",
        "{{ \"x\" | append: tier }}",
        "{{ tier | default: points.worth }}",
        "{% assign t = tier %}{{ t }}",
        "{{ nil }}",
      })
  void noRouteAroundAMissingValue(String source) {
    unrenderable(Samples.template(source), Samples.model("Anna"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " https://x.example",
        "https://x.example/\"onclick=x",
        "data:text/html,x",
        "//x.example",
        "https://",
        "https:///x",
        "https://@x",
        "HTTPS://x.example",
        "https://x.example/\r\nBcc: y"
      })
  void aLinkThatIsNoWebAddressStopsTheMail(String link) {
    var model = Samples.model("Anna");
    model.put("unsubscribeUrl", link);
    var reason = unrenderable(Samples.template(""), model).reason();
    assertEquals("unsubscribeUrl is not a web address (https://…)", reason);
  }

  @Test
  void postalAddressAndUnsubscribeLinkAreAlwaysPrinted() {
    var text = Samples.LAW_TEXT;
    var law = Samples.LAW;
    for (var html :
        List.of(
            "",
            "{{ postalAddress }}",
            "{{ unsubscribeUrl }}",
            "{% if tier %}" + law + "{% endif %}",
            "{% for i in (1..0) %}" + law + "{% endfor %}",
            "{% comment %}" + law + "{% endcomment %}",
            "{% raw %}" + law + "{% endraw %}")) {
      assertThrows(
          TemplateFault.class,
          () -> renderer.check(new CompiledTemplate("x", "s", "", html, text)),
          html);
      assertThrows(
          TemplateFault.class, () -> renderer.check(new CompiledTemplate("x", "s", "", law, html)));
    }
    for (var required : List.of("postalAddress", "unsubscribeUrl")) {
      var model = Samples.model("Anna");
      model.remove(required);
      unrenderable(Samples.template(""), model);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in (1..2000000000) %}x{% endfor %}",
        "{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}",
        "{% assign s = \"xx\" %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}",
        "{% assign s = shop.name %}{% for i in (1..9999) %}{% assign s = s | append: s %}{% endfor"
            + " %}",
      })
  void aRunawayTemplateStops(String source) {
    unrenderable(Samples.template(source), Samples.model("Anna"));
  }

  @Test
  void endlessNestingIsRefusedAndNotACrash() {
    var deep = "{% if tier %}".repeat(9_000) + "x" + "{% endif %}".repeat(9_000);
    assertThrows(TemplateFault.class, () -> renderer.check(Samples.template(deep)));
  }

  @Test
  void aLinkIsCheckedInTheTextPartToo() {
    var model = Samples.model("Anna");
    model.put("shop", Map.of("name", "Fern", "url", "javascript:x"));
    var reason = unrenderable(Samples.text("{{ shop.url }}"), model).reason();
    assertEquals("shop.url is not a web address (https://…)", reason);
  }

  @Test
  void longAndManyValuesStayWhole() {
    var name = "N".repeat(10_000);
    assertEquals(name, html("{{ customer.name }}", name));
    var subject = mail(Samples.subject("Hi {{ customer.name }}"), Samples.model(name)).subject();
    assertEquals(200, subject.length());
    assertTrue(subject.endsWith("N…"));
    var emoji = mail(Samples.subject("{{customer.name}}"), Samples.model("👩".repeat(500)));
    assertEquals(200, emoji.subject().codePointCount(0, emoji.subject().length()));
    unrenderable(Samples.subject("{% if tier %}x{% endif %} "), Samples.model("Anna"));
  }

  @Test
  void failuresTellNothingOfTheCustomer() {
    var broken =
        unrenderable(Samples.template("{{ customer.name | times: 2 }}"), Samples.model("Zoe"));
    assertFalse(broken.reason().contains("Zoe"), broken.reason());
    var model = Samples.model("Anna");
    model.put("tier", new Object());
    assertThrows(
        IllegalArgumentException.class, () -> renderer.render(Samples.template(""), model));
  }

  @Test
  void anythingAsANameNeverBreaksOut() {
    var random = new Random(20261103);
    var alphabet = "<>\"'&{}%|\\/ \r\n\t\u0000\u202E\u2028=;:()aé日\uD83D\uDE00`$#-!";
    var template = Samples.template("<p title=\"{{ customer.name | default: 'x' }}\">|</p>\n");
    for (int n = 0; n < 3_000; n++) {
      var name =
          random
              .ints(random.nextInt(40), 0, alphabet.length())
              .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
              .reduce("", String::concat);
      var html = mail(template, Samples.model(name)).html();
      var value = html.substring("<p title=\"".length(), html.indexOf("\">|</p>\n"));
      assertTrue(value.chars().noneMatch(c -> c < ' ' || "<>\"'".indexOf(c) >= 0), value);
    }
  }

  @Test
  void manyThreadsShareARenderer() {
    var template =
        Samples.template("Hi {{ customer.name }} {% for i in (1..9) %}{{i}}{% endfor %}\n");
    IntStream.range(0, 2_000)
        .parallel()
        .forEach(
            i -> {
              var html = mail(template, Samples.model("N" + i)).html();
              assertTrue(html.startsWith("Hi N" + i + " 123456789\n"), html);
            });
  }

  @Test
  void theGuideNamesEveryFilter() throws IOException {
    var guide = Files.readString(Path.of("../../docs/templates.md"));
    for (var name : Words.of(Escaping.HTML).getMap().keySet()) {
      assertTrue(guide.contains("`" + name + "`"), name + " is not in docs/templates.md");
    }
  }

  @Test
  void theModelIsNotChanged() {
    var model = Samples.model("Anna");
    model.put("tier", " ");
    var before = new HashMap<>(model);
    mail(Samples.template("{% assign x = 1 %}{{ x }}"), model);
    assertEquals(before, model);
  }
}
