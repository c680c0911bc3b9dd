package dev.perennial.emulator.http;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.template.Template;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the laptop lets in. A caller on this machine counts as the shop's back-end; a web page of
 * another site, which reaches this machine through its visitor's browser, does not.
 */
public sealed interface Gate {
  /** Callers on this machine need no signature. */
  record Open() implements Gate {}

  /** Routes with IAM authorization need a signature of this key, as on AWS. */
  record Strict(String accessKey, String secretKey) implements Gate {}

  /** Names of this machine; another in Host means a rebound DNS name. */
  Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The refusal of a request, or null to let it in. */
  default @Nullable HttpAnswer refusal(HttpCall call, LaptopStack stack) {
    var host = call.header("host");
    if (!HERE.contains(host.replaceFirst(":\\d+$", ""))) {
      return message(403, "The laptop stack answers to localhost only");
    }
    var access = stack.access(call);
    if (access == Template.Access.OPEN) {
      return null;
    }
    var origin = call.header("origin");
    var reads = call.method().equals("GET") || call.method().equals("HEAD");
    var foreign =
        (!origin.isEmpty() && !origin.equals("http://" + host))
            || call.header("sec-fetch-site").equals("cross-site");
    if (foreign && !reads) {
      return message(403, "The laptop stack takes no requests from other sites");
    }
    return switch (this) {
      case Open open -> null;
      case Strict strict -> {
        if (access == Template.Access.TOKEN) {
          yield message(401, "Unauthorized");
        }
        var signature =
            new Signature(strict.accessKey(), strict.secretKey(), InstantSource.system());
        yield access == null || signature.signs(call) ? null : message(403, "Forbidden");
      }
    };
  }

  private static HttpAnswer message(int status, String text) {
    return HttpAnswer.of(status, "application/json", "{\"message\":\"" + text + "\"}");
  }
}
