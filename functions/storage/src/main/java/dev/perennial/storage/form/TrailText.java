package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Trail;
import java.util.Map;

/** A trail: since which version, the last one, and the keys: {@code "1 12 +536365 profile#12"}. */
final class TrailText {
  static final TextForm<Trail> FORM =
      new TextForm<>(Trail.class, "a trail", TrailText::write, TrailText::read);

  private TrailText() {}

  private static String write(Trail trail) {
    return trail.keys().isEmpty()
        ? ""
        : trail.since() + " " + trail.last() + " " + KeysText.write(trail.keys());
  }

  private static Trail read(String text) {
    var since = TextForm.pair(text, text.indexOf(' '));
    var last = TextForm.pair(since[1], since[1].indexOf(' '));
    return new Trail(
        Long.parseLong(since[0]), Long.parseLong(last[0]), KeysText.read(last[1]), Map.of());
  }
}
