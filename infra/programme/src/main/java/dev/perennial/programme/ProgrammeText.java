package dev.perennial.programme;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a programme's file, which is UTF-8. */
final class ProgrammeText {
  private ProgrammeText() {}

  /** A file that is in another encoding. */
  static final class NotUtf8 extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong, to stand behind file and line. */
    static final String WHAT = "is not UTF-8; save the file in that encoding";

    private final int line;

    private NotUtf8(int line) {
      super(WHAT);
      this.line = line;
    }

    /** The first line that can't be read, counted from 1. */
    int line() {
      return line;
    }
  }

  static String read(Path file) throws IOException, NotUtf8 {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    var text = CharBuffer.allocate(bytes.remaining());
    if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true) != CoderResult.UNDERFLOW) {
      throw new NotUtf8(1 + (int) text.flip().chars().filter(c -> c == '\n').count());
    }
    return text.flip().toString();
  }
}
