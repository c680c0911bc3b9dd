package dev.perennial.laptop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.cli.Failed;
import dev.perennial.cli.Perennial;
import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs commands on a stack that is up: it holds the folder, so nobody else can open it. */
final class CommandPage implements Page {
  static final String PATH = "/-/commands";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The stack that the commands of this thread work on. */
  private static final ScopedValue<CommandPage> HERE = ScopedValue.newInstance();

  private final LaptopStack stack;
  private final Path data;
  private final Running running;

  CommandPage(LaptopStack stack, Path data, Running running) {
    this.stack = stack;
    this.data = data;
    this.running = running;
  }

  /** The stack that is up on a folder in this process, when a command was sent to it. */
  static Optional<LaptopStack> stackOn(Path data) {
    return HERE.isBound() && isSame(HERE.get().data, data)
        ? Optional.of(HERE.get().stack)
        : Optional.empty();
  }

  /** By whatever path the folder is reached. */
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false; // one that is not there
    }
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    if (!call.method().equals("POST")) {
      return HttpAnswer.of(405, "text/plain", "POST a command");
    }
    JsonNode asked;
    try {
      asked = MAPPER.readTree(call.body().asUtf8String());
    } catch (JsonProcessingException e) {
      return HttpAnswer.of(400, "text/plain", "must be JSON");
    }
    if (!MessageDigest.isEqual(
        running.token().getBytes(StandardCharsets.UTF_8),
        asked.path("token").asText().getBytes(StandardCharsets.UTF_8))) {
      return HttpAnswer.of(403, "text/plain", "the token is another stack's");
    }
    var arguments = new ArrayList<String>();
    asked.path("arguments").forEach(each -> arguments.add(each.asText()));
    return run(Path.of(asked.path("folder").asText()), arguments);
  }

  private HttpAnswer run(Path folder, List<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var lines =
        Perennial.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .registerConverter(Path.class, folder::resolve);
    int code =
        ScopedValue.where(HERE, this).call(() -> lines.execute(arguments.toArray(String[]::new)));
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("code", code).put("out", out.toString()).put("err", err.toString());
    return HttpAnswer.of(200, "application/json", answer.toString());
  }

  /** Has the stack that is up on a folder run a command, and prints what it printed. */
  static int send(Path data, List<String> arguments, PrintWriter out, PrintWriter err)
      throws IOException {
    if (HERE.isBound()) {
      // it was sent here as to the stack on this folder, and would be for ever
      throw new Failed(data + " is used by a stack that doesn't know it by this path");
    }
    var running = Running.read(data);
    if (running == null) {
      throw new Failed(data + " is used by a stack that takes no commands");
    }
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("token", running.token())
            .put("folder", Path.of("").toAbsolutePath().toString());
    arguments.forEach(body.putArray("arguments")::add);
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + running.port() + PATH))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new Failed(data + ": the stack that is up refused the command: " + answer.body());
      }
      var told = MAPPER.readTree(answer.body());
      out.print(told.path("out").asText());
      out.flush();
      err.print(told.path("err").asText());
      err.flush();
      return told.path("code").asInt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("told to end");
    }
  }
}
