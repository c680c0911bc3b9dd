package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.perennial.domain.ledger.Posting;
import java.io.IOException;
import java.util.List;

/** Postings that an event says itself, as {@link PostingsText}. */
final class PostingsField {
  private PostingsField() {}

  /** Of an event. */
  interface OfEvent {
    @JsonSerialize(using = Writer.class)
    @JsonDeserialize(using = Reader.class)
    List<Posting> postings();
  }

  static final class Writer extends StdScalarSerializer<List<Posting>> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(List.class, false);
    }

    @Override
    public void serialize(List<Posting> postings, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(PostingsText.write(postings));
    }
  }

  static final class Reader extends StdScalarDeserializer<List<Posting>> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(List.class);
    }

    @Override
    public List<Posting> deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return PostingsText.read(parser.getText());
    }

    @Override
    public List<Posting> getNullValue(DeserializationContext context) {
      return List.of();
    }
  }
}
