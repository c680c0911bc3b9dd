package dev.perennial.domain.customers;

/** Letters of all scripts as those of ASCII (RFC 3492). */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 0x80;

  private Punycode() {}

  /** A label of a domain as its A-label. */
  static String label(String label) {
    var points = label.codePoints().toArray();
    var out = new StringBuilder("xn--");
    for (int point : points) {
      if (point < INITIAL_N) {
        out.append((char) point);
      }
    }
    int basic = out.length() - 4;
    if (basic > 0) {
      out.append('-');
    }
    int delta = 0;
    int bias = INITIAL_BIAS;
    int done = basic;
    for (int n = INITIAL_N; done < points.length; n++) {
      int next = next(points, n);
      delta += (next - n) * (done + 1);
      n = next;
      for (int point : points) {
        if (point < n) {
          delta++;
        } else if (point == n) {
          integer(delta, bias, out);
          bias = adapted(delta, done + 1, done == basic);
          delta = 0;
          done++;
        }
      }
      delta++;
    }
    return out.toString();
  }

  /** The smallest code point that is not below another. */
  private static int next(int[] points, int least) {
    int next = Integer.MAX_VALUE;
    for (int point : points) {
      next = point >= least && point < next ? point : next;
    }
    return next;
  }

  /** A number of variable length, section 6.3's. */
  private static void integer(int number, int bias, StringBuilder out) {
    int rest = number;
    for (int k = BASE; ; k += BASE) {
      int t = Math.clamp((long) k - bias, T_MIN, T_MAX);
      if (rest < t) {
        out.append(digit(rest));
        return;
      }
      out.append(digit(t + (rest - t) % (BASE - t)));
      rest = (rest - t) / (BASE - t);
    }
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  /** Section 6.1's. */
  private static int adapted(int delta, int count, boolean isFirst) {
    int rest = isFirst ? delta / DAMP : delta / 2;
    rest += rest / count;
    int k = 0;
    for (; rest > (BASE - T_MIN) * T_MAX / 2; k += BASE) {
      rest /= BASE - T_MIN;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }
}
