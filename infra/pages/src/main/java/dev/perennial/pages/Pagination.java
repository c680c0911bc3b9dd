package dev.perennial.pages;

import dev.perennial.emulator.stack.HttpCall;
import java.util.List;
import java.util.Map;

/**
 * One page of a list.
 *
 * @param number from 1
 */
record Pagination(int number, int pages, int size) {
  /** The page that a query asks for, as near as the list has it. */
  static Pagination of(Map<String, String> query, int items, int size) {
    var pages = Math.max(1, (items + size - 1) / size);
    var asked = query.getOrDefault("page", "1");
    var number = asked.matches("\\d{1,6}") ? Integer.parseInt(asked) : 1;
    return new Pagination(Math.clamp(number, 1, pages), pages, size);
  }

  <T> List<T> of(List<T> all) {
    return all.subList(
        Math.min(all.size(), (number - 1) * size), Math.min(all.size(), number * size));
  }

  /** Links to the pages before and after. */
  Html links(String path, Map<String, String> query) {
    if (pages == 1) {
      return Html.NONE;
    }
    return Html.of(
        "<nav class=\"pages\" aria-label=\"Pages\">{}<span>Page {} of {}</span>{}</nav>",
        number > 1 ? link(path, query, number - 1, "← Previous") : Html.of("<span></span>"),
        Words.count(number),
        Words.count(pages),
        number < pages ? link(path, query, number + 1, "Next →") : Html.of("<span></span>"));
  }

  private static Html link(String path, Map<String, String> query, int to, String text) {
    var address = new StringBuilder(path).append("?page=").append(to);
    query.forEach(
        (name, value) -> {
          if (!name.isEmpty() && !name.equals("page") && !value.isEmpty()) {
            address
                .append('&')
                .append(HttpCall.encoded(name))
                .append('=')
                .append(HttpCall.encoded(value));
          }
        });
    return Html.of("<a href=\"{}\">{}</a>", address, text);
  }
}
