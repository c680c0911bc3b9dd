package dev.perennial.pages;

import dev.perennial.emulator.http.Router;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.LaptopStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The stack's pages: start page, customers, campaigns, inbox, API, which change nothing, and its
 * clock.
 */
public final class Pages {
  private final Source source;
  private final LaptopStack stack;

  /** Pages over a stack in which a programme is in force. */
  public Pages(LaptopStack stack) {
    this.stack = stack;
    this.source = new Source(stack);
  }

  /** The stack's API with the pages beside it. */
  public Router router() {
    var layout = new Layout(source);
    var style = HttpAnswer.of(200, "text/css; charset=utf-8", style());
    var api = new ApiPage(source, layout);
    return new Router(stack)
        .page("/", new StartPage(source, layout))
        .page("/people", new PeoplePage(source, layout))
        .page("/results", new CampaignsPage(source, layout))
        .page("/model-card", new ModelCardPage(source, layout))
        .page("/inbox", new InboxPage(source, layout))
        .page("/clock", new ClockPage(source, layout))
        .page("/api", api)
        .page(ApiPage.DESCRIPTION, api.description())
        .page("/pages.css", _ -> style);
  }

  /** Reads all tables once, so that the first visitor need not wait; names what to look at. */
  public List<Place> places(int port) {
    var here = "http://localhost:" + port;
    var places = new ArrayList<Place>();
    places.add(new Place("Overview", here + "/"));
    places.add(new Place("Inbox", here + "/inbox"));
    var someone = source.snapshot().worthALook();
    places.add(
        new Place("A customer", here + (someone == null ? "/people" : Story.person(someone.id()))));
    places.add(new Place("API", here + "/api"));
    return places;
  }

  /** An address to look at. */
  public record Place(String name, String address) {}

  private static String style() {
    try (var in = Objects.requireNonNull(Pages.class.getResourceAsStream("pages.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
