package dev.perennial.domain.segments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What patterns can tell apart of one field: of a number, between which of their constants it lies;
 * of anything else its value.
 */
final class Cuts {
  /** A change that never comes, in days. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private final char mark;

  /** What numbers are compared with; null once a number itself matters. */
  private @Nullable TreeSet<BigDecimal> constants = new TreeSet<>();

  private BigDecimal[] sorted = {};

  /** The whole numbers that patterns tell from the one below. */
  private long[] starts = {};

  /** What texts are compared with; null once a text itself matters. */
  private @Nullable Set<String> texts = new HashSet<>();

  /**
   * @param mark of the field in signatures
   */
  Cuts(char mark) {
    this.mark = mark;
  }

  void add(BigDecimal constant) {
    texts = null;
    if (constants != null) {
      // of a programme that an earlier release applied: event-ruler may not compare it
      if (Precision.rounded(constant).compareTo(constant) != 0) {
        constants = null;
      } else {
        constants.add(constant);
        sorted = constants.toArray(BigDecimal[]::new);
        starts = Arrays.stream(sorted).flatMapToLong(Cuts::starts).distinct().sorted().toArray();
      }
    }
  }

  /** A whole constant is told from the number below and from the one above. */
  private static LongStream starts(BigDecimal constant) {
    var above = constant.setScale(0, RoundingMode.CEILING);
    return above.compareTo(constant) == 0
        ? LongStream.of(above.longValue(), above.longValue() + 1)
        : LongStream.of(above.longValue());
  }

  void add(String text) {
    constants = null;
    if (texts != null) {
      texts.add(text);
    }
  }

  void valueMatters() {
    constants = null;
    texts = null;
  }

  void sign(StringBuilder signature, Object value) {
    signature.append(mark);
    switch (value) {
      case Long whole when constants != null ->
          signature.append('#').append(cell(BigDecimal.valueOf(whole)));
      case BigDecimal amount when constants != null -> signature.append('#').append(cell(amount));
      case List<?> all -> {
        signature.append('[').append(all.size()).append(':');
        all.forEach(each -> sign(signature, (String) each));
      }
      case String text -> sign(signature, text);
      default -> signature.append('=').append(value).append(';');
    }
  }

  private static void sign(StringBuilder signature, String text) {
    signature.append('"').append(text.length()).append(':').append(text);
  }

  /** An odd number for each constant, even ones for what lies between. */
  private char cell(BigDecimal number) {
    int at = Arrays.binarySearch(sorted, number);
    return (char) (at >= 0 ? 2 * at + 1 : -2 * (at + 1));
  }

  /** Whether no pattern tells two amounts apart. */
  boolean same(BigDecimal one, BigDecimal other) {
    return constants == null ? one.compareTo(other) == 0 : cell(one) == cell(other);
  }

  /** Whether no pattern tells two whole numbers apart. */
  boolean same(long one, long other) {
    return one == other || (constants != null && below(one) == below(other));
  }

  /** Whether no pattern tells two texts apart. */
  boolean same(String one, String other) {
    return one.equals(other) || (texts != null && !texts.contains(one) && !texts.contains(other));
  }

  /** In how many days patterns tell a number that grows by 1 a day from what it is; 1 or more. */
  long daysUp(long number) {
    if (constants == null) {
      return 1;
    }
    int at = below(number);
    return at == starts.length ? NEVER : starts[at] - number;
  }

  /** The same of a number that shrinks by 1 a day. */
  long daysDown(long number) {
    if (constants == null) {
      return 1;
    }
    int at = below(number);
    return at == 0 ? NEVER : number - starts[at - 1] + 1;
  }

  /** How many of the starts the number has reached. */
  private int below(long number) {
    int at = Arrays.binarySearch(starts, number);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
