package dev.perennial.cli;

import java.nio.file.Path;

/** The project's folder: where the launch script is. */
public final class Home {
  private Home() {}

  /** A file or folder of the project. */
  public static Path path(String name) {
    return Path.of(System.getProperty("perennial.home", "."))
        .toAbsolutePath()
        .normalize()
        .resolve(name);
  }
}
