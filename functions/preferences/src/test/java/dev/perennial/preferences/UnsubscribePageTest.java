package dev.perennial.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class UnsubscribePageTest {
  private static final String HOSTILE = "\"><script>alert('x')</script>& <b>%s {{ x }}";

  /** Parsed as XML, which forgives nothing: tags that HTML leaves open are closed first. */
  private static Document parsed(String html) throws Exception {
    var xml = html.replace("<!doctype html>", "").replaceAll("<(meta[^>]*)>", "<$1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> pages(String shop) {
    return List.of(
        UnsubscribePage.confirm(shop, "a.unsubscribe.b"),
        UnsubscribePage.done(shop),
        UnsubscribePage.invalid(shop));
  }

  @Test
  void everyPageIsWholeAndFetchesNothing() throws Exception {
    for (var html : pages("Fern & Thistle")) {
      var page = parsed(html);
      assertEquals("en", page.getDocumentElement().getAttribute("lang"));
      assertEquals(1, page.getElementsByTagName("h1").getLength());
      assertEquals(1, page.getElementsByTagName("title").getLength());
      assertEquals(0, page.getElementsByTagName("script").getLength());
      assertFalse(html.contains("http"), html);
      assertFalse(html.contains("url("), html);
      assertTrue(html.contains("Fern &amp; Thistle"), html);
    }
  }

  @Test
  void onlyTheConfirmPageHasAFormAndItPosts() throws Exception {
    var page = parsed(UnsubscribePage.confirm("Fern", "YQ.unsubscribe.c2ln"));
    var form = (Element) page.getElementsByTagName("form").item(0);
    assertEquals("post", form.getAttribute("method"));
    assertEquals("?t=YQ.unsubscribe.c2ln", form.getAttribute("action"));
    assertEquals(1, page.getElementsByTagName("button").getLength());
    assertEquals(0, page.getElementsByTagName("a").getLength());
    assertFalse(UnsubscribePage.done("Fern").contains("<form"));
    assertFalse(UnsubscribePage.invalid("Fern").contains("<form"));
  }

  @Test
  void nothingBreaksOut() throws Exception {
    for (var html : pages(HOSTILE)) {
      var page = parsed(html);
      assertEquals(0, page.getElementsByTagName("script").getLength());
      assertEquals(0, page.getElementsByTagName("b").getLength());
      assertTrue(page.getElementsByTagName("p").item(0).getTextContent().contains(HOSTILE), html);
    }
    var page = parsed(UnsubscribePage.confirm("Fern", HOSTILE));
    var form = (Element) page.getElementsByTagName("form").item(0);
    assertEquals("?t=" + HOSTILE, form.getAttribute("action"));
  }
}
