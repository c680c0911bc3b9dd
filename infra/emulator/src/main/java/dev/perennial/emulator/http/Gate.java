package dev.perennial.emulator.http;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.template.Template;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the laptop lets in. A caller on this machine counts as the shop's back-end; a web page of
 * another site, which reaches this machine through its visitor's browser, does not.
 */
public sealed interface Gate {
  /** Callers on this machine need no signature. */
  record Open() implements Gate {}

  /** Routes with IAM authorization, queues and buses need a signature of this key, as on AWS. */
  record Strict(String accessKey, String secretKey) implements Gate {}

  /** Names of this machine; another in Host means a rebound DNS name. */
  List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]");

  /**
   * The refusal of a request, or null to let it in.
   *
   * @param port that the stack listens on
   */
  default @Nullable HttpAnswer refusal(HttpCall call, LaptopStack stack, int port) {
    var host = call.header("host");
    if (HERE.stream().noneMatch(name -> host.equals(name + ":" + port))
        && !(port == 80 && HERE.contains(host))) {
      return message(403, "The laptop stack answers to localhost:" + port + " only");
    }
    var reads = call.method().equals("GET") || call.method().equals("HEAD");
    if (!reads && isForeign(call, port)) {
      return message(403, "The laptop stack takes no requests from other sites");
    }
    var access = stack.access(call);
    if (access == Template.Access.OPEN) {
      return null;
    }
    return switch (this) {
      case Open open -> null;
      case Strict strict -> {
        if (access == Template.Access.TOKEN) {
          yield message(401, "Unauthorized");
        }
        var signature =
            new Signature(strict.accessKey(), strict.secretKey(), InstantSource.system());
        var asks = access != null || call.isOfAws();
        yield !asks || signature.signs(call) ? null : message(403, "Forbidden");
      }
    };
  }

  /** Whether a browser sends it for a page that isn't this stack's. */
  private static boolean isForeign(HttpCall call, int port) {
    var origin = call.header("origin");
    var site = call.header("sec-fetch-site");
    // a form of the shopper's pages, which send no referrer, has no origin either
    var own =
        origin.isEmpty()
            || (origin.equals("null") && site.equals("same-origin"))
            || HERE.stream().anyMatch(name -> origin.equals("http://" + name + ":" + port))
            || (port == 80 && HERE.stream().anyMatch(name -> origin.equals("http://" + name)));
    return !own || site.equals("cross-site");
  }

  private static HttpAnswer message(int status, String text) {
    return HttpAnswer.of(status, "application/json", "{\"message\":\"" + text + "\"}");
  }
}
