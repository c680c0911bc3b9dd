package dev.perennial.domain.ledger;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shop knows of a customer under a name of its own. */
public sealed interface Attribute {
  /** A text; one such as {@code 2026-12-31} is a day as well. */
  record Text(String text) implements Attribute {
    private static final int LENGTH_OF_DAY = 10;

    /** The day that the text is; null when it is none. */
    public @Nullable LocalDate day() {
      if (text.length() != LENGTH_OF_DAY || text.charAt(4) != '-') {
        return null;
      }
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        return null;
      }
    }

    @Override
    public Object value() {
      return text;
    }
  }

  /** A number; 42 and 42.0 are the same. */
  record Amount(BigDecimal number) implements Attribute {
    public Amount {
      number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      number = number.scale() < 0 ? number.setScale(0) : number;
    }

    @Override
    public Object value() {
      return number;
    }
  }

  /** True or false. */
  record Truth(boolean truth) implements Attribute {
    @Override
    public Object value() {
      return truth;
    }
  }

  /** Several texts, each once, in the order in which they were said. */
  record Texts(List<String> texts) implements Attribute {
    public Texts {
      texts = texts.stream().distinct().toList();
    }

    @Override
    public Object value() {
      return texts;
    }
  }

  /** As mails print it: a String, BigDecimal, Boolean or List of Strings. */
  Object value();
}
