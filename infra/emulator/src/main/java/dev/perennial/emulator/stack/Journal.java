package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must survive the process beside the database: the clock, messages that wait and positions in
 * streams. A value by topic and key, each change a line appended to a file; opening it writes it
 * anew without what is over. Without a folder it forgets.
 *
 * <p>Lines are handed to the operating system at quiet points, in order: a process killed between
 * two leaves the state of an earlier moment, from which streams and ticks are worked on once more.
 * That is at least once, as on AWS.
 */
final class Journal implements AutoCloseable {
  private final Map<String, Map<String, JsonNode>> values = new LinkedHashMap<>();
  private @Nullable OutputStream out;
  private @Nullable FileChannel lock;

  private Journal() {}

  static Journal inMemory() {
    return new Journal();
  }

  static Journal open(Path folder) {
    var journal = new Journal();
    try {
      Files.createDirectories(folder);
      journal.lock = lock(folder);
      var file = folder.resolve("journal.jsonl");
      if (Files.exists(file)) {
        journal.read(file);
      }
      var anew = folder.resolve("journal.new");
      journal.out = new BufferedOutputStream(Files.newOutputStream(anew), 1 << 16);
      journal.values.forEach(
          (topic, byKey) -> byKey.forEach((key, value) -> journal.append(topic, key, value)));
      journal.flush();
      Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException("the state in " + folder + " cannot be opened", e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another stack of this very process holds it.
    }
    channel.close();
    throw new FolderFault("another stack uses " + folder + "; stop it first", null);
  }

  private void read(Path file) throws IOException {
    for (var line : Files.readString(file).split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      JsonNode entry;
      try {
        entry = Json.parse(line);
      } catch (UncheckedIOException e) {
        // A process killed while appending leaves its last line cut; that change never happened.
        continue;
      }
      var byKey =
          values.computeIfAbsent(entry.path("topic").asText(), topic -> new LinkedHashMap<>());
      var key = entry.path("key").asText();
      if (entry.has("value")) {
        byKey.put(key, entry.path("value"));
      } else {
        byKey.remove(key);
      }
    }
  }

  /** What was kept of a topic before this start, in the order first put. */
  Map<String, JsonNode> kept(String topic) {
    return values.getOrDefault(topic, Map.of());
  }

  synchronized void put(String topic, String key, JsonNode value) {
    append(topic, key, value);
  }

  synchronized void remove(String topic, String key) {
    append(topic, key, null);
  }

  private void append(String topic, String key, @Nullable JsonNode value) {
    if (out == null) {
      return;
    }
    ObjectNode entry = Json.object().put("topic", topic).put("key", key);
    if (value != null) {
      entry.set("value", value);
    }
    try {
      out.write((Json.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the state cannot be kept", e);
    }
  }

  /** Makes what was put so far survive the process. */
  synchronized void flush() {
    try {
      if (out != null) {
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state cannot be kept", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (out != null) {
        out.close();
        out = null;
      }
      if (lock != null) {
        lock.close();
        lock = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state cannot be closed", e);
    }
  }
}
