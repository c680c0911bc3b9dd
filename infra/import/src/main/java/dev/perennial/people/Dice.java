package dev.perennial.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Chance that follows from an id alone: each question has its own throw, whatever is asked else.
 */
final class Dice {
  private final String id;

  Dice(String id) {
    this.id = id;
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(String question, int bound) {
    return Math.floorMod(hash(question + "/" + id), bound);
  }

  <T> T pick(String question, List<T> of) {
    return of.get(below(question, of.size()));
  }

  /** Sixteen letters and digits that stand for an id. */
  static String shortened(String id) {
    return HexFormat.of().toHexDigits(hash(id));
  }

  private static long hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
