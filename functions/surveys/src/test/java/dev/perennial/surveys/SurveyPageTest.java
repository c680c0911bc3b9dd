package dev.perennial.surveys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Survey.Question;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SurveyPageTest {
  private static final String HOSTILE = "\"><script>alert('x')</script>& <b>%s {{ x }}";

  private static Survey survey(String said) {
    return new Survey(
        "order",
        said,
        said,
        List.of(
            new Question.Scale("score", said, -2, 2, said, said),
            new Question.Choice(
                "why", said, List.of(new Survey.Option("a", said), new Survey.Option("b", said))),
            new Question.Words("more", said, 50)));
  }

  private static List<String> pages(String said) {
    var form = new SurveyForm(survey(said), "a.b.c.survey.d");
    var typed = Map.of("score", said, "why", said, "more", said);
    return List.of(
        form.blank(),
        form.wrong(typed, Map.of("score", said, "why", said, "more", said)),
        form.empty(),
        form.changed(typed),
        SurveyPage.thanks(said, survey(said)),
        SurveyPage.answered(said),
        SurveyPage.closed(said),
        SurveyPage.nobody(said),
        SurveyPage.invalid(said));
  }

  /** Parsed as XML, which forgives nothing: tags and flags that HTML leaves open are closed. */
  private static Document parsed(String html) throws Exception {
    var xml =
        html.replace("<!doctype html>", "")
            .replaceAll("<((meta|input|br)\\b[^>]*)>", "<$1/>")
            .replace(" checked/>", " checked=\"\"/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> all(Document page, String tag) {
    var found = new ArrayList<Element>();
    var nodes = page.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  @Test
  void everyPageIsWholeFetchesNothingAndNothingBreaksOut() throws Exception {
    for (var said : List.of("Fern & Thistle", HOSTILE)) {
      for (var html : pages(said)) {
        var page = parsed(html);
        assertEquals("en", page.getDocumentElement().getAttribute("lang"));
        assertEquals(1, all(page, "h1").size(), html);
        assertEquals(1, all(page, "title").size(), html);
        assertEquals(0, all(page, "script").size() + all(page, "b").size(), html);
        assertFalse(html.contains("http") || html.contains("url("), html);
        assertTrue(page.getDocumentElement().getTextContent().contains(said), html);
      }
    }
  }

  @Test
  void everyFieldHasItsLabelAndIsToldWhatIsWrongWithIt() throws Exception {
    var form = new SurveyForm(survey("How?"), "a.b.c.survey.d");
    var page = parsed(form.wrong(Map.of(), Map.of("score", "S!", "why", "W!", "more", "M!")));
    assertEquals("?t=a.b.c.survey.d", all(page, "form").getFirst().getAttribute("action"));
    var ids = new HashSet<String>();
    for (var tag : List.of("fieldset", "textarea", "p")) {
      for (var element : all(page, tag)) {
        var id = element.getAttribute("id");
        assertTrue(id.isEmpty() || ids.add(id), id + " stands twice");
      }
    }
    for (var tag : List.of("fieldset", "textarea")) {
      for (var element : all(page, tag)) {
        assertTrue(ids.contains(element.getAttribute("aria-describedby")), tag);
      }
    }
    for (var link : all(page, "a")) {
      assertTrue(ids.contains(link.getAttribute("href").substring(1)), "leads to its question");
    }
    assertEquals("q-more", all(page, "label").getLast().getAttribute("for"));
    assertEquals(2, all(page, "legend").size());
    assertEquals(7, all(page, "input").size());
    for (var input : all(page, "input")) {
      assertEquals("label", input.getParentNode().getNodeName());
    }
  }
}
