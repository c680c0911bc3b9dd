package dev.perennial.cli;

import java.security.SecureRandom;

/** Random bytes that sign shoppers' links, when a stack has none yet. */
public final class SigningSecret {
  private static final int BYTES = 32;

  private SigningSecret() {}

  /** New ones. */
  public static byte[] random() {
    var secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }
}
