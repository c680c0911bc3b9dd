package dev.perennial.laptop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a stack is up on a folder: a file in it, for this user's eyes only.
 *
 * @param token whoever can read the file may have commands run
 */
record Running(int port, String token) {
  private static final String FILE = "running.json";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Takes note of a stack that is up. */
  static Running write(Path data, int port) throws IOException {
    var random = new byte[16];
    new SecureRandom().nextBytes(random);
    var running = new Running(port, HexFormat.of().formatHex(random));
    var file = data.resolve(FILE);
    Files.deleteIfExists(file);
    if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    var text = JsonNodeFactory.instance.objectNode().put("port", port).put("token", running.token);
    Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
    return running;
  }

  /**
   * What a folder says; null when no stack took note, or was killed while it did. One that was
   * killed later is still told of.
   */
  static @Nullable Running read(Path data) throws IOException {
    var file = data.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      var text = MAPPER.readTree(Files.readString(file));
      var running = new Running(text.path("port").asInt(), text.path("token").asText());
      return running.token.isEmpty() ? null : running;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  static void delete(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }
}
