package dev.perennial.laptop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A programme's files in a folder of their own, to be changed; it is deleted when closed. */
record ProgrammeCopy(Path folder) implements AutoCloseable {
  /** Copies the files of a folder. */
  static ProgrammeCopy of(Path from) throws IOException {
    var copy = new ProgrammeCopy(Files.createTempDirectory("perennial-programme"));
    try (var all = Files.walk(from)) {
      for (var each : all.toList()) {
        var to = copy.folder.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
        }
      }
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (var all = Files.walk(folder)) {
      for (var each : all.toList().reversed()) {
        Files.delete(each);
      }
    }
  }
}
