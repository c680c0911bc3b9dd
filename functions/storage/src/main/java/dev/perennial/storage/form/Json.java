package dev.perennial.storage.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LaterEvent;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.merges.Merged;
import dev.perennial.domain.merges.MergedAway;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.rooms.Rooms;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Domain types as the JSON that is stored: components in their order, what is absent, 0 or empty
 * left out, so that items stay small and the same value is always the same text. Fields that only a
 * later release knows are kept where a record has a place for them, and passed over elsewhere.
 */
public final class Json {
  /** Of every stored record but the account: another major one is another release's. */
  static final int SCHEMA = Account.FIRST_SCHEMA;

  private static final TextForm<Cause> CAUSE =
      new TextForm<>(
          Cause.class,
          "a cause",
          Cause::toString,
          text -> Cause.valueOf(text.toUpperCase(Locale.ROOT)));

  /** Knows every field, or says so: nearly always enough, and faster than to look for others. */
  private static final JsonMapper EXACT = mapper(true, false);

  /** For what a later release wrote. */
  private static final JsonMapper TOLERANT = mapper(false, false);

  /** Writes of lines what stands beside their bodies. */
  private static final JsonMapper BESIDE = mapper(true, true);

  private Json() {}

  /** Writes a record. */
  public static String write(Object value) {
    return write(value, EXACT);
  }

  private static String write(Object value, JsonMapper mapper) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value.getClass() + " can't be written", e);
    }
  }

  /** Writes a history line without its postings, as the first release reads it. */
  public static String writeLine(HistoryLine line) {
    return write(StoredLine.of(line));
  }

  /** Writes what a line says beyond, null when nothing. */
  public static @Nullable String writeBeside(HistoryLine line) {
    if (line.event() instanceof LaterEvent) {
      return null;
    }
    var beside = write(StoredLine.of(line), BESIDE);
    return beside.equals(Beside.NOTHING) ? null : beside;
  }

  /** Writes what a mail log says beyond what the first release reads, null when nothing. */
  static @Nullable String writeBeside(MailLog mailLog) {
    return mailLog.journeys().isEmpty() && mailLog.assigned().isEmpty()
        ? null
        : write(mailLog, BESIDE);
  }

  /**
   * Reads a history line.
   *
   * @param beside what stands beside its body, null when nothing does
   * @param postings as they stand beside it, null when none do
   * @throws IllegalArgumentException saying what is wrong with the line, never with its content
   */
  public static HistoryLine readLine(
      String body, @Nullable String beside, @Nullable String postings) {
    List<Posting> read = postings == null ? null : PostingsText.read(postings);
    var whole = beside == null ? body : Beside.laid(body, beside);
    return read(whole, StoredLine.class).line(read);
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when the text is not one that {@link #write} wrote
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      try {
        return Objects.requireNonNull(EXACT.readValue(text, type)); // "null" is JSON, too
      } catch (UnrecognizedPropertyException | InvalidTypeIdException e) {
        return Objects.requireNonNull(TOLERANT.readValue(text, type));
      }
    } catch (JsonProcessingException | RuntimeException e) {
      // the parser's message quotes the text, which may be personal
      var name = type == StoredLine.class ? "line of a history" : type.getSimpleName();
      throw new IllegalArgumentException("stored JSON is no " + name + reason(e));
    }
  }

  /**
   * Reads a record that may be of a later release's schema.
   *
   * @param later the fields that the record doesn't know
   * @throws IllegalArgumentException also when its schema is newer than this release's
   */
  public static <T> T read(String text, Class<T> type, Function<T, Map<String, JsonNode>> later) {
    var value = read(text, type);
    var schema = later.apply(value).get("schema");
    if (schema != null && schema.asInt() > SCHEMA) {
      throw new IllegalArgumentException(newer(schema.asInt(), SCHEMA));
    }
    return value;
  }

  static String newer(int schema, int known) {
    return "is of schema %d, which a later release wrote; this one reads schema %d"
        .formatted(schema, known);
  }

  /** Which field, and why, as far as that can be told without what it holds. */
  private static String reason(Exception e) {
    var reason = new StringBuilder();
    if (e instanceof JsonMappingException mapping) {
      for (var each : mapping.getPath()) {
        if (each.getFieldName() != null) {
          reason.append(reason.isEmpty() ? ": " : ".").append(each.getFieldName());
        }
      }
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableForm) {
        return reason.append(reason.isEmpty() ? ": " : " ").append(cause.getMessage()).toString();
      }
    }
    return reason.toString();
  }

  private static JsonMapper mapper(boolean exact, boolean beside) {
    var forms = new SimpleModule();
    forms.setSerializerModifier(new LaterFields.Writing());
    var split = new SimpleModule("split");
    split.setSerializerModifier(new Beside.Splitting(beside));
    if (!exact) {
      forms.setDeserializerModifier(new LaterFields.Reading());
    }
    asText(forms, LotsText.FORM);
    asText(forms, LotsText.LOT);
    asText(forms, TermsText.FORM);
    asText(forms, PaidLinesText.FORM);
    asText(forms, CAUSE);
    asText(forms, AssignmentText.FORM);
    forms.addDeserializer(Instant.class, new InstantReader());
    forms.addSerializer(new AccountForm.Writer());
    forms.addDeserializer(Account.class, new AccountForm.Reader());
    forms.addSerializer(new ProfileForm.Writer());
    forms.addDeserializer(Profile.class, new ProfileForm.Reader());
    forms.addSerializer(new LaterEventWriter());
    forms.addDeserializer(LaterEvent.class, new LaterEventReader());
    var mapper =
        JsonMapper.builder()
            .addModules(new JavaTimeModule(), forms, split)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, exact)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .annotationIntrospector(new LaterFields.Named())
            .addMixIn(Refunded.class, Decimals.OfLines.class)
            .addMixIn(Revised.class, Decimals.OfLines.class)
            .addMixIn(Merged.class, PostingsField.OfEvent.class)
            .addMixIn(MergedAway.class, PostingsField.OfEvent.class)
            .addMixIn(Refund.Line.class, Decimals.OfLine.class)
            .build();
    if (!beside) {
      mapper.addMixIn(DomainEvent.class, exact ? KnownEvents.class : AllEvents.class);
    }
    Rooms.EVENTS.forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
    for (var collection : List.of(List.class, Map.class, SortedMap.class, SortedSet.class)) {
      mapper
          .configOverride(collection)
          .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
    return mapper;
  }

  private static <T> void asText(SimpleModule module, TextForm<T> form) {
    module.addSerializer(form.type(), new TextWriter<>(form));
    module.addDeserializer(form.type(), new TextReader<>(form));
  }

  /** Names the kinds of event by what the rooms say. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface KnownEvents {}

  /** The same; one that is not known is kept as it is. */
  @JsonTypeInfo(
      use = JsonTypeInfo.Id.NAME,
      property = "type",
      visible = true,
      defaultImpl = LaterEvent.class)
  private interface AllEvents {}

  private static final class TextWriter<T> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1;
    private final transient TextForm<T> form;

    TextWriter(TextForm<T> form) {
      super(form.type());
      this.form = form;
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, T value) {
      return form.write().apply(value).isEmpty();
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(form.write().apply(value));
    }
  }

  private static final class TextReader<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1;
    private final transient TextForm<T> form;

    TextReader(TextForm<T> form) {
      super(form.type());
      this.form = form;
    }

    /** What is empty was left out: it is read as the empty text. */
    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return form.parse("");
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return form.parse(parser.getText());
    }
  }

  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Instants.parse(parser.getText());
    }
  }

  private static final class LaterEventWriter extends StdSerializer<LaterEvent> {
    private static final long serialVersionUID = 1;

    LaterEventWriter() {
      super(LaterEvent.class);
    }

    @Override
    public void serialize(LaterEvent event, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(event.body(), json);
    }

    /** Its type stands in its body. */
    @Override
    public void serializeWithType(
        LaterEvent event, JsonGenerator json, SerializerProvider provider, TypeSerializer types)
        throws IOException {
      serialize(event, json, provider);
    }
  }

  private static final class LaterEventReader extends StdDeserializer<LaterEvent> {
    private static final long serialVersionUID = 1;

    LaterEventReader() {
      super(LaterEvent.class);
    }

    @Override
    public LaterEvent deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      var body = (ObjectNode) context.readTree(parser);
      return new LaterEvent(body.path("type").asText(), body, false, List.of());
    }
  }
}
