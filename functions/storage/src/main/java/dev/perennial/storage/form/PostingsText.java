package dev.perennial.storage.form;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Posting.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A line's postings: {@code "1;i 2012-12 340 0 bhome;c - 0 20 oledger#purchase#1"}: the version,
 * then of each posting its kind, its lot (a hyphen for none), points, debt, and brand and line
 * where there are any. It stands on every line that advances the account, but for those of {@link
 * FirstEvents}, so that each release can fold the lines of all others; a kind is added with a new
 * version only.
 */
public final class PostingsText {
  private static final String VERSION = "1";

  private PostingsText() {}

  /** Writes them. */
  public static String write(List<Posting> postings) {
    var text = new StringBuilder(VERSION);
    for (var posting : postings) {
      text.append(';').append(letter(posting.kind())).append(' ');
      text.append(posting.lot() == null ? "-" : LotsText.writeLot(posting.lot()));
      text.append(' ').append(posting.points()).append(' ').append(posting.debt());
      if (posting.brand() != null) {
        text.append(" b").append(ClientId.escaped(posting.brand()));
      }
      if (posting.of() != null) {
        text.append(" o").append(posting.of());
      }
    }
    return text.toString();
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when they are of another version, cut or damaged
   */
  public static List<Posting> read(String text) {
    var items = text.split(";", -1);
    if (!items[0].equals(VERSION)) {
      throw new UnreadableForm(
          "postings of a form that this release doesn't read; it reads form " + VERSION);
    }
    var postings = new ArrayList<Posting>();
    for (int i = 1; i < items.length; i++) {
      try {
        postings.add(posting(items[i].split(" ", -1)));
      } catch (RuntimeException e) { // of indices, numbers and dates: the text is cut or damaged
        throw new UnreadableForm("posting " + i + " is cut or damaged");
      }
    }
    return postings;
  }

  private static Posting posting(String[] f) {
    String brand = null;
    String of = null;
    for (int i = 4; i < f.length; i++) {
      switch (f[i].charAt(0)) {
        case 'b' -> brand = ClientId.unescaped(f[i].substring(1));
        case 'o' -> of = f[i].substring(1);
        default -> throw new IllegalArgumentException("unknown mark " + f[i].charAt(0));
      }
    }
    return new Posting(
        kind(f[0]),
        f[1].equals("-") ? null : LotsText.readLot(f[1]),
        Long.parseLong(f[2]),
        Long.parseLong(f[3]),
        brand,
        of);
  }

  private static char letter(Kind kind) {
    return switch (kind) {
      case ISSUED -> 'i';
      case CLAWED_BACK -> 'c';
      case REDEEMED -> 'r';
      case RETURNED -> 'b';
      case GIVEN -> 'g';
      case TAKEN -> 't';
    };
  }

  private static Kind kind(String letter) {
    for (var each : Kind.values()) {
      if (letter.equals(String.valueOf(letter(each)))) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown kind");
  }
}
