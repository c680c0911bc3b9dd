package dev.perennial.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that reads a call whole and then behaves as one told it to. */
final class Loopback implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What happens to a call once it is read. */
  interface Behaviour {
    /** Answers, or does not. */
    void meet(Socket call) throws IOException;
  }

  Loopback(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** One that answers with a status and a body. */
  static Loopback answering(int status, String body) {
    return new Loopback(call -> answer(call, status, body, body.length()));
  }

  /**
   * Answers and closes.
   *
   * @param length said of the body; more than it has when the line breaks within
   */
  static void answer(Socket call, int status, String body, int length) throws IOException {
    var text =
        "HTTP/1.1 %d said\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, length, body);
    call.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    call.close();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The bodies of the calls that came. */
  List<String> bodies() {
    return bodies;
  }

  private void serve() {
    try {
      while (true) {
        var call = server.accept();
        open.add(call);
        bodies.add(body(call));
        behaviour.meet(call);
      }
    } catch (IOException e) {
      // closed, as it ends
    }
  }

  private static String body(Socket call) throws IOException {
    var in = call.getInputStream();
    int length = 0;
    for (var line = line(call); !line.isEmpty(); line = line(call)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String line(Socket call) throws IOException {
    var text = new StringBuilder();
    for (int c = call.getInputStream().read(); c != '\n' && c >= 0; ) {
      text.append((char) c);
      c = call.getInputStream().read();
    }
    return text.toString().strip();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
