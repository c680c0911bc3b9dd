package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the declared route of a request as an HTTP API does: the most specific one. */
final class Routes {
  /** A route and what its path's parameters stand for. */
  record Match(Template.Route route, Map<String, String> parameters) {}

  private final List<Template.Route> routes;

  Routes(List<Template.Route> routes) {
    this.routes = routes;
  }

  @Nullable Match find(String method, String rawPath) {
    Match best = null;
    var bestRank = -1;
    for (var route : routes) {
      if (!route.method().equals(method) && !route.method().equals("ANY")) {
        continue;
      }
      var parameters = match(route.path(), rawPath);
      if (parameters != null) {
        var rank = rank(route);
        if (rank > bestRank) {
          bestRank = rank;
          best = new Match(route, parameters);
        }
      }
    }
    return best;
  }

  /** Literal segments count most, then parameters, then greedy ones; a method before ANY. */
  private static int rank(Template.Route route) {
    var rank = 0;
    for (var segment : segments(route.path())) {
      rank += segment.endsWith("+}") ? 0 : segment.startsWith("{") ? 1 : 100;
    }
    return rank * 2 + (route.method().equals("ANY") ? 0 : 1);
  }

  private static @Nullable Map<String, String> match(String pattern, String rawPath) {
    var expected = segments(pattern);
    var actual = segments(rawPath);
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 0; i < expected.size(); i++) {
      var segment = expected.get(i);
      if (segment.endsWith("+}")) {
        if (actual.size() <= i) {
          return null;
        }
        var rest = String.join("/", actual.subList(i, actual.size()));
        parameters.put(segment.substring(1, segment.length() - 2), decoded(rest));
        return parameters;
      }
      if (i >= actual.size()) {
        return null;
      }
      if (segment.startsWith("{")) {
        if (actual.get(i).isEmpty()) {
          return null;
        }
        parameters.put(segment.substring(1, segment.length() - 1), decoded(actual.get(i)));
      } else if (!segment.equals(decoded(actual.get(i)))) {
        return null;
      }
    }
    return expected.size() == actual.size() ? parameters : null;
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  /** Percent-decoding of a path, where a plus is a plus. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
