package dev.perennial.domain.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.perennial.domain.engagement.Engagement;
import dev.perennial.domain.history.Cause;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.loyalty.ActiveDays;
import dev.perennial.domain.loyalty.LastBought;
import dev.perennial.domain.loyalty.Lots;
import dev.perennial.domain.loyalty.Terms;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.value.ValueBands;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Domain types as the JSON that is stored: components in their order, what is absent, 0 or empty
 * left out, so that items stay small and the same value is always the same text.
 */
public final class Json {
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  /** Writes a record. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value.getClass() + " can't be written", e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when the text is not one that {@link #write} wrote
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return Objects.requireNonNull(MAPPER.readValue(text, type)); // "null" is JSON, too
    } catch (JsonProcessingException | RuntimeException e) {
      // the parser's message quotes the text, which may be personal
      throw new IllegalArgumentException("stored JSON is not a " + type.getSimpleName());
    }
  }

  private static JsonMapper mapper() {
    var texts = new SimpleModule();
    asText(texts, Lots.class, Lots::parse);
    asText(texts, Lots.Lot.class, Lots::parseLot);
    asText(texts, Terms.class, Terms::parse);
    asText(texts, ActiveDays.class, ActiveDays::parse);
    asText(texts, Engagement.class, Engagement::parse);
    asText(texts, LastBought.class, LastBought::parse);
    asText(texts, PaidLines.class, PaidLines::parse);
    asText(texts, Cause.class, Cause::of);
    asText(texts, ValueBands.class, ValueBands::parse);
    texts.addDeserializer(Instant.class, new Instants());
    var mapper =
        JsonMapper.builder()
            .addModules(new JavaTimeModule(), texts)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .addMixIn(Fact.class, FactType.class)
            .build();
    for (var collection : List.of(List.class, Map.class, SortedMap.class, SortedSet.class)) {
      mapper
          .configOverride(collection)
          .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
    return mapper;
  }

  private static <T> void asText(
      SimpleModule module, Class<T> type, Function<String, @Nullable T> parse) {
    module.addSerializer(type, new ToStringSerializer(type));
    module.addDeserializer(type, new FromText<>(type, parse));
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1;
    private final transient Function<String, @Nullable T> parse;

    FromText(Class<T> type, Function<String, @Nullable T> parse) {
      super(type);
      this.parse = parse;
    }

    /** What is empty was left out: it is read as the empty text. */
    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return parse.apply("");
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return Objects.requireNonNull(parse.apply(parser.getText()));
    }
  }

  /**
   * Whole seconds, which nearly all instants are, without the formatter that takes microseconds.
   */
  private static final class Instants extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final int WHOLE_SECONDS = "2011-01-31T12:00:00Z".length();

    Instants() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      var text = parser.getText();
      if (text.length() != WHOLE_SECONDS || text.charAt(10) != 'T' || !text.endsWith("Z")) {
        return Instant.parse(text);
      }
      var day = LocalDate.of(part(text, 0, 4), part(text, 5, 7), part(text, 8, 10));
      var time = LocalTime.of(part(text, 11, 13), part(text, 14, 16), part(text, 17, 19));
      return LocalDateTime.of(day, time).toInstant(ZoneOffset.UTC);
    }

    private static int part(String text, int from, int to) {
      return Integer.parseInt(text, from, to, 10);
    }
  }

  /** Names the kinds of fact, so that the domain's own types carry no storage annotations. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Purchased.class, name = "purchased"),
    @JsonSubTypes.Type(value = Fact.Refunded.class, name = "refunded"),
    @JsonSubTypes.Type(value = Fact.RefundAwaiting.class, name = "awaiting"),
    @JsonSubTypes.Type(value = Fact.RefundRejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Fact.Redeemed.class, name = "redeemed"),
    @JsonSubTypes.Type(value = Fact.RedemptionCancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Fact.Adjusted.class, name = "adjusted"),
    @JsonSubTypes.Type(value = Fact.Active.class, name = "active"),
    @JsonSubTypes.Type(value = Fact.Reviewed.class, name = "reviewed"),
    @JsonSubTypes.Type(value = Fact.PointsExpiring.class, name = "expiring"),
    @JsonSubTypes.Type(value = Fact.Profiled.class, name = "profiled"),
    @JsonSubTypes.Type(value = Fact.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Fact.Erased.class, name = "erased"),
    @JsonSubTypes.Type(value = Fact.Entered.class, name = "entered"),
    @JsonSubTypes.Type(value = Fact.Decided.class, name = "decided"),
    @JsonSubTypes.Type(value = Fact.Mailed.class, name = "mailed"),
    @JsonSubTypes.Type(value = Fact.Clicked.class, name = "clicked"),
    @JsonSubTypes.Type(value = Fact.ClickSeen.class, name = "click-seen"),
    @JsonSubTypes.Type(value = Fact.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Fact.FriendBought.class, name = "friend-bought"),
    @JsonSubTypes.Type(value = Fact.FriendReturned.class, name = "friend-returned"),
    @JsonSubTypes.Type(value = Fact.Returned.class, name = "returned")
  })
  @JsonIgnoreProperties("event")
  private interface FactType {}
}
