package dev.perennial.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.SdkBytes;

/** Serves a stack's HTTP API and pages on a loopback port, to this machine alone. */
public final class LocalServer implements AutoCloseable {
  private static final int MAX_BODY = 10 * 1024 * 1024;

  private final Router router;
  private final Gate gate;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LocalServer(Router router, int port, Gate gate) throws IOException {
    this.router = router;
    this.gate = gate;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
  }

  /**
   * Starts to serve; from now on the stack works in the background.
   *
   * @param port 0 for any free one
   */
  public static LocalServer start(Router router, int port, Gate gate) {
    try {
      var server = new LocalServer(router, port, gate);
      router.stack().background();
      server.server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " cannot be listened on", e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      var uri = exchange.getRequestURI();
      var call =
          new HttpCall(
              exchange.getRequestMethod(),
              uri.getRawQuery() == null
                  ? uri.getRawPath()
                  : uri.getRawPath() + "?" + uri.getRawQuery(),
              exchange.getRequestHeaders(),
              SdkBytes.fromByteArrayUnsafe(body));
      send(exchange, answer(call));
    }
  }

  private HttpAnswer answer(HttpCall call) {
    var refusal = gate.refusal(call, router.stack(), port());
    if (refusal != null) {
      return refusal;
    }
    try {
      return router.answer(call);
    } catch (RuntimeException e) {
      // A page failed: the developer at the laptop is who should see why.
      return HttpAnswer.of(500, "text/plain; charset=utf-8", "The page failed: " + e);
    }
  }

  private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    var headers = exchange.getResponseHeaders();
    answer.headers().forEach(headers::set);
    answer.cookies().forEach(cookie -> headers.add("set-cookie", cookie));
    var body = answer.body().asByteArrayUnsafe();
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("content-length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    // A content-length of the handler's own would contradict the one sent here.
    headers.remove("content-length");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Stops listening; the stack goes on. */
  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
