package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Account;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The account of who buys every day: its text deflated, a quarter of it. */
public final class Packed {
  /** Which releases that don't know of packed accounts refuse as a later one's. */
  private static final int SCHEMA = Account.SCHEMA + 1;

  private static final int BUFFER = 4096;

  /** DynamoDB's largest item deflated a hundredfold is no account. */
  private static final int MAX = 4 << 20;

  private Packed() {}

  /** What stands where other accounts are. */
  public static String stub(Account account) {
    return "{\"customerId\":%s,\"version\":%d,\"schema\":%d}"
        .formatted(Json.write(account.customerId()), account.version(), SCHEMA);
  }

  /** Packs a text. */
  public static byte[] pack(String text) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      var packed = new ByteArrayOutputStream();
      var buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /**
   * Unpacks what {@link #pack} packed.
   *
   * @throws IllegalArgumentException when it is cut or damaged
   */
  public static String unpack(byte[] packed) {
    var inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      var text = new ByteArrayOutputStream();
      var buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        int more = inflater.inflate(buffer);
        text.write(buffer, 0, more);
        if ((more == 0 && !inflater.finished()) || text.size() > MAX) {
          throw new UnreadableForm("is no packed account: it is cut or damaged");
        }
      }
      return text.toString(StandardCharsets.UTF_8);
    } catch (DataFormatException e) {
      throw new UnreadableForm("is no packed account: it is cut or damaged");
    } finally {
      inflater.end();
    }
  }
}
