package dev.perennial.mail.render;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A template with everything the law asks for, and a model for it. */
final class Samples {
  static final String LAW = "{{ postalAddress }} <a href=\"{{ unsubscribeUrl }}\">Unsubscribe</a>";
  static final String LAW_TEXT = "\n{{ postalAddress }}\n{{ unsubscribeUrl }}\n";

  private Samples() {}

  static CompiledTemplate template(String html) {
    return new CompiledTemplate("thanks", "Hello", "", html + LAW, "Hello" + LAW_TEXT);
  }

  static CompiledTemplate subject(String subject) {
    return new CompiledTemplate("thanks", subject, "", LAW, LAW_TEXT);
  }

  static CompiledTemplate text(String text) {
    return new CompiledTemplate("thanks", "Hello", "", LAW, text + LAW_TEXT);
  }

  static Map<String, Object> model(String name) {
    var model = new HashMap<String, Object>();
    model.put("customer", Map.of("name", name, "language", "en"));
    model.put("points", Map.of("balance", 1250L, "earned", 25L, "pending", 25L));
    model.put("purchase", Map.of("id", "P-1"));
    model.put("shop", Map.of("name", "Fern & Thistle", "url", "https://shop.example.com/"));
    model.put("postalAddress", "Fern & Thistle, 1 High Street, London");
    model.put("unsubscribeUrl", "https://mail.example.com/p/unsubscribe?t=YQ.unsubscribe.c2ln");
    return model;
  }

  static Letter.Envelope envelope(String name) {
    var to = (Mailbox.Reading.Usable) Mailbox.read(name, "anna@example.com");
    return new Letter.Envelope(
        Mailbox.sender("Fern & Thistle <hello@example.com>"),
        to.mailbox(),
        "https://mail.example.com/p/unsubscribe?t=YQ.unsubscribe.c2ln",
        Instant.parse("2026-11-03T09:05:00Z"),
        "<c1.thanks.P-1@example.com>");
  }
}
