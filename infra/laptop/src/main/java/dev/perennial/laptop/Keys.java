package dev.perennial.laptop;

import dev.perennial.cli.Failed;
import dev.perennial.emulator.http.Gate;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The key that a strict laptop stack takes; it opens nothing but this stack.
 *
 * @param made true when it was made for this run, and nobody else knows it yet
 */
record Keys(String id, String secret, boolean made) {
  private static final String ID = "PERENNIAL_ACCESS_KEY_ID";
  private static final String SECRET = "PERENNIAL_SECRET_ACCESS_KEY";
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 20;

  /** The key that an environment gives, or else a new one. */
  static Keys of(Map<String, String> environment) {
    var id = environment.getOrDefault(ID, "");
    var secret = environment.getOrDefault(SECRET, "");
    if (id.isEmpty() != secret.isEmpty()) {
      throw new Failed("set both " + ID + " and " + SECRET + ", or neither");
    }
    return id.isEmpty()
        ? new Keys("LOCAL" + random(ID_BYTES).toUpperCase(Locale.ROOT), random(SECRET_BYTES), true)
        : new Keys(id, secret, false);
  }

  Gate gate() {
    return new Gate.Strict(id, secret);
  }

  private static String random(int count) {
    var bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
