package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.perennial.domain.money.Millionths;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Millionths as decimal numbers: 6 pieces are {@code 6}, 350 grams {@code "0.35"}, a text, since
 * the first release would take the number for 0.
 */
final class Decimals {
  private Decimals() {}

  /** Of an event with a quantity for each line. */
  interface OfLines {
    @JsonSerialize(contentUsing = Writer.class)
    @JsonDeserialize(contentUsing = Reader.class)
    List<Long> quantities();

    @JsonSerialize(contentUsing = Writer.class)
    @JsonDeserialize(contentUsing = Reader.class)
    List<Long> left();
  }

  /** Of one line. */
  interface OfLine {
    @JsonSerialize(using = Writer.class)
    @JsonDeserialize(using = ReaderOrZero.class)
    long quantity();

    @JsonSerialize(using = Writer.class)
    @JsonDeserialize(using = Reader.class)
    @Nullable Long unitPrice();
  }

  static final class Writer extends StdScalarSerializer<Long> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Long.class);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Long value) {
      return value == 0;
    }

    @Override
    public void serialize(Long value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Millionths.isWhole(value)) {
        json.writeNumber(value / Millionths.ONE);
      } else {
        json.writeString(Millionths.text(value));
      }
    }
  }

  /** What is 0 was left out. */
  static final class ReaderOrZero extends Reader {
    private static final long serialVersionUID = 1;

    @Override
    public Long getNullValue(DeserializationContext context) {
      return 0L;
    }
  }

  static class Reader extends StdScalarDeserializer<Long> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      try {
        return Millionths.of(new BigDecimal(parser.getText()));
      } catch (ArithmeticException | NumberFormatException e) {
        throw new UnreadableForm("is no number with six decimals");
      }
    }
  }
}
