package dev.perennial.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.mail.render.MailRenderer;
import dev.perennial.mail.render.Rendering;
import dev.perennial.mail.render.TemplateFault;
import dev.perennial.mail.render.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MjmlTemplatesTest {
  private static final Path SHIPPED = Path.of("../../programme/templates");
  private static final String FOOT =
      "<mj-text>{{ postalAddress }} <a href=\"{{ unsubscribeUrl }}\">Unsubscribe</a></mj-text>";
  private static final String TEXT = "{{ postalAddress }} {{ unsubscribeUrl }}";
  private static final Pattern FETCHED =
      Pattern.compile("(?i)(src|background|poster)=|url\\(|@import|<link|<script");

  private final MjmlTemplates templates =
      new MjmlTemplates(Vocabulary.STANDARD.withSurveys(List.of("order")));

  private static String mjml(String column) {
    return """
    <mjml lang="en">
      <mj-head>
        <mj-title>Hello &amp; {{ customer.name | default: "you" }}</mj-title>
        <mj-preview>For {{ shop.name }}</mj-preview>
        <mj-attributes><mj-all font-family="Arial" /></mj-attributes>
      </mj-head>
      <mj-body>
        <mj-section><mj-column>
    """
        + column
        + FOOT
        + "</mj-column></mj-section></mj-body></mjml>";
  }

  private static Map<String, Object> sample(String name) throws IOException {
    return new ObjectMapper()
        .readValue(SHIPPED.resolve("samples/" + name + ".json").toFile(), new TypeReference<>() {});
  }

  private static Rendering.Mail mail(CompiledTemplate template, Map<String, Object> model) {
    return assertInstanceOf(
        Rendering.Mail.class, new MailRenderer().render(template, model), template.id());
  }

  @Test
  void theShippedTemplatesCompileAndRenderForEverySample() throws IOException {
    var compiled = templates.compileAll(SHIPPED);
    assertTrue(compiled.size() >= 20, "a template is missing");
    for (var template : compiled) {
      for (var sample : List.of(template.id(), "thanks", "stranger")) {
        var mail = mail(template, sample(sample));
        assertTrue(mail.subject().matches("[\\p{L}\\d ,:&?'.£-]{7,60}"), mail.subject());
        for (var part : List.of(mail.html(), mail.text())) {
          assertFalse(part.contains("{{") || part.contains("{%"), part);
          assertFalse(part.contains("lqslot"), part);
          assertTrue(part.contains("/p/unsubscribe?t="), part);
          assertTrue(part.contains("1 High Street, Bath BA1 1AA"), part);
        }
        assertFalse(FETCHED.matcher(mail.html()).find(), "a mail fetches nothing");
        assertTrue(mail.html().contains("lang=\"en\""));
        assertFalse(mail.text().contains("\n\n\n"), mail.text());
      }
    }
  }

  private static CompiledTemplate find(List<CompiledTemplate> all, String id) {
    return all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void theShippedMailsSayWhatTheyAreFor() throws IOException {
    var compiled = templates.compileAll(SHIPPED);
    var ofThanks = find(compiled, "thanks");
    var ofWinBack = find(compiled, "win-back");
    var thanks = mail(ofThanks, sample("thanks"));
    assertEquals("Thank you, Anna: your first 340 points", thanks.subject());
    assertTrue(thanks.text().contains("On their way: 340"), thanks.text());
    assertTrue(thanks.text().contains("ready on 3 December"), thanks.text());
    assertTrue(thanks.text().contains("earns points, and yours have just begun."), thanks.text());
    assertTrue(thanks.html().contains("earns points, and yours have just begun."), thanks.html());
    var nothing = mail(ofThanks, sample("stranger"));
    assertTrue(nothing.text().contains("earns points.\n"), nothing.text());
    assertTrue(nothing.html().contains("earns points."), nothing.html());
    assertEquals("Thank you: your first order", mail(ofThanks, sample("stranger")).subject());
    var back = mail(ofWinBack, sample("win-back"));
    assertEquals("Anna, your 1,250 points are still here", back.subject());
    assertTrue(back.text().contains("200 of them run out on 31 December"), back.text());
    assertEquals("It has been a while", mail(ofWinBack, sample("stranger")).subject());
  }

  @Test
  void titleAndPreviewAreSubjectAndPreheader() {
    var template = templates.compile("hello", mjml(""), TEXT);
    assertEquals("Hello & {{ customer.name | default: \"you\" }}", template.subject());
    assertEquals("For {{ shop.name }}", template.preheader());
    assertTrue(template.html().contains(">For {{ shop.name }}</div>"), template.html());
    assertEquals(TEXT, template.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<mj-text>{{ customer.name | default: \"you & <me>\" }}</mj-text>",
        "<mj-text>{% if points.balance > 10 and points.balance < 20 %}a{% endif %}</mj-text>",
        "{% if shop.url %}<mj-button href=\"{{ shop.url }}\">Go</mj-button>{% endif %}",
        "<mj-button href=\"https://x.example/?n={{ tier | url_encode }}&amp;a=b\">Go</mj-button>",
        "<mj-text><b title=\"{{ customer.name | default: 'x' }}\">x</b></mj-text>",
        "<mj-raw><p>{{ tier }}</p></mj-raw>",
        "<mj-text>{% raw %}{{ as it is }}{% endraw %}{% comment %}<{% endcomment %}</mj-text>",
        "<mj-table>{% for i in (1..3) %}<tr><td>{{ i }}</td></tr>{% endfor %}</mj-table>",
      })
  void mjmlLeavesLiquidWhole(String column) {
    var html = templates.compile("hello", mjml(column), TEXT).html();
    var liquid = Pattern.compile("\\{\\{.*?\\}\\}|\\{%.*?%\\}").matcher(column);
    int from = 0;
    while (liquid.find()) {
      int at = html.indexOf(liquid.group(), from);
      assertTrue(at >= from, liquid.group() + " is missing or out of order in " + html);
      from = at;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          <mj-text>{{ custmer.name }}</mj-text>                    § hello.mjml:10:13: no variable is called
          <mj-text>{% if tier %}</mj-text>                         § not Liquid
          <mj-text><a href="{{ customer.name }}">x</a></mj-text>   § hello.mjml:10:19: {{ customer.name }} is no link
          <mj-text><a href="{{ shop.url }}/{{ tier }}">x</a></mj-text> § stands inside a link: end it with | url_encode
          <mj-text><a href="{% if tier %}x{% endif %}">x</a></mj-text> § stands in a link
          <mj-text><a href="javascript:x()">x</a></mj-text>        § should begin with https://
          <mj-image src="{{ tier }}" />                            § is no link
          <mj-text><b style="color:{{ tier }}">x</b></mj-text>     § stands in a style
          <mj-raw><style>b { color: {{ tier }} }</style></mj-raw>  § stands in a style sheet
          <mj-raw><script>x()</script></mj-raw>                    § has a <script>
          <mj-raw><b onclick="x()">x</b></mj-raw>                  § has an event handler, onclick
          <mj-raw><b {{ tier }}="x">x</b></mj-raw>                 § stands between attributes
          <mj-txt>x</mj-txt>                                       § <mj-txt> is not a component
          <mj-text font-family="Roboto">x</mj-text>                § would fetch a font
          <mj-spacer height="{{ tier }}px" />                      § stands in a style
          """)
  void whatWouldHarmIsRefusedWithItsPlace(String column, String problem) {
    var fault =
        assertThrows(
            TemplateFault.class, () -> templates.compile("hello", "\n" + mjml(column), TEXT));
    assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    assertTrue(String.valueOf(fault.getMessage()).startsWith("hello."), fault.getMessage());
  }

  @Test
  void whatTheLawAsksIsThereOrRefused() {
    var whole = mjml("");
    for (var broken :
        List.of(
            whole.replace("{{ postalAddress }}", ""),
            whole.replace("{{ unsubscribeUrl }}", "https://x.example"),
            whole.replace(
                "<a href=\"{{ unsubscribeUrl }}\">Unsubscribe</a>", "{{ unsubscribeUrl }}"),
            whole.replace(FOOT, "{% if tier %}" + FOOT + "{% endif %}"),
            whole.replace(" lang=\"en\"", ""),
            whole.replace("mj-title", "mj-titel"),
            whole.replace("For {{ shop.name }}", " "))) {
      assertThrows(TemplateFault.class, () -> templates.compile("hello", broken, TEXT), broken);
    }
    assertThrows(
        TemplateFault.class, () -> templates.compile("hello", whole, "{{ postalAddress }}"));
    assertThrows(TemplateFault.class, () -> templates.compile("Hello!", whole, TEXT));
    assertThrows(TemplateFault.class, () -> templates.compile("hello", "<p>no mjml</p>", TEXT));
    assertThrows(
        TemplateFault.class,
        () ->
            templates.compile(
                "hello", mjml("<mj-text>" + "x".repeat(100_000) + "</mj-text>"), TEXT));
  }

  @Test
  void aMissingTextPartIsNamed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("hello.mjml"), mjml(""));
    var fault = assertThrows(TemplateFault.class, () -> templates.compileAll(folder));
    assertEquals(
        "hello.mjml: has no hello.txt beside it: every mail needs a plain text part",
        fault.getMessage());
    Files.writeString(folder.resolve("hello.txt"), TEXT);
    assertEquals(1, templates.compileAll(folder).size());
  }

  @Test
  void theGuideNamesEveryVariable() throws IOException {
    var guide = Files.readString(Path.of("../../docs/templates.md"));
    for (var name : Vocabulary.STANDARD.names()) {
      assertTrue(guide.contains("`" + name + "`"), name + " is not in docs/templates.md");
    }
    var row = Pattern.compile("(?m)^\\| (`[^|]*) \\|").matcher(guide);
    while (row.find()) {
      for (var name : List.of(row.group(1).replace("`", "").split(", ", -1))) {
        assertTrue(
            name.endsWith(".mjml")
                || name.endsWith(".txt")
                || Vocabulary.STANDARD.names().contains(name),
            name);
      }
    }
  }

  @Test
  void aSurveysLinkIsALinkAndAnotherSurveyIsToldOf() {
    var link = "<mj-text><a href=\"{{ surveys.order.url }}\">Tell us</a></mj-text>";
    var template = templates.compile("hello", mjml(link), TEXT);
    assertTrue(template.html().contains("href=\"{{ surveys.order.url }}\""), template.html());
    for (var wrong : List.of("surveys.oder.url", "surveys.order", "surveys.order.title")) {
      var text = TEXT + "\n{{ " + wrong + " }}";
      var fault =
          assertThrows(TemplateFault.class, () -> templates.compile("hello", mjml(""), text));
      var told = String.valueOf(fault.getMessage());
      assertTrue(
          told.startsWith("hello.txt:2:4: no variable is called " + wrong + ": there"), told);
      assertTrue(told.contains("surveys.order.url"), told);
    }
  }

  @Test
  void whatSendingRefusesIsRefusedToo() {
    var none = new MjmlTemplates(Vocabulary.STANDARD.withSurveys(List.of()));
    var hides = TEXT + "{% assign surveys = 1 %}";
    var fault = assertThrows(TemplateFault.class, () -> none.compile("hello", mjml(""), hides));
    var told = String.valueOf(fault.getMessage());
    assertTrue(told.contains("surveys would hide"), told);
  }

  @Test
  void aCompiledTemplateIsPlainJson() throws IOException {
    var mapper = new ObjectMapper();
    var template = templates.compile("hello", mjml(""), TEXT);
    assertEquals(
        template, mapper.readValue(mapper.writeValueAsString(template), CompiledTemplate.class));
  }
}
