package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Birthday;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.SaidTimes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The profile, field by field. The first release knew texts as attributes and birthdays with their
 * year: whatever is neither has fields of its own, which {@link ProfileText} puts beside the body.
 */
final class ProfileForm {
  /** Attributes that are no texts. */
  private static final String VALUES = "values";

  /** A birthday without its year. */
  private static final String BIRTHDAY_YEARLY = "birthdayYearly";

  private static final String SAID_AT = "saidAt";

  /** In {@link #SAID_AT}: when all was said at once. */
  private static final String ALL = "*";

  private ProfileForm() {}

  /** Writes a profile; what is absent or empty is left out. */
  static final class Writer extends StdSerializer<Profile> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Profile.class);
    }

    @Override
    public void serialize(Profile profile, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("customerId", profile.customerId());
      text(json, "email", profile.fields().get(Field.EMAIL));
      text(json, "name", profile.fields().get(Field.NAME));
      text(json, "language", profile.language());
      text(json, "zone", profile.zone());
      text(json, "country", profile.country());
      var birthday = profile.birthday();
      var isYearly = birthday != null && birthday.date() == null;
      text(json, isYearly ? BIRTHDAY_YEARLY : "birthday", profile.fields().get(Field.BIRTHDAY));
      attributes(json, profile);
      if (!profile.consents().isEmpty()) {
        provider.defaultSerializeField("consents", profile.consents(), json);
      }
      text(json, "givenName", profile.fields().get(Field.GIVEN_NAME));
      text(json, "familyName", profile.fields().get(Field.FAMILY_NAME));
      text(json, "region", profile.fields().get(Field.REGION));
      text(json, "postcode", profile.fields().get(Field.POSTCODE));
      values(json, profile);
      times(json, profile.said());
      for (var later : new TreeMap<>(profile.later()).entrySet()) {
        json.writeFieldName(later.getKey());
        provider.defaultSerializeValue(later.getValue(), json);
      }
      json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value)
        throws IOException {
      if (value != null) {
        json.writeStringField(name, value);
      }
    }

    private static void attributes(JsonGenerator json, Profile profile) throws IOException {
      var isOpen = false;
      for (var each : profile.attributes().entrySet()) {
        if (each.getValue() instanceof Attribute.Text(var text)) {
          if (!isOpen) {
            json.writeObjectFieldStart("attributes");
            isOpen = true;
          }
          json.writeStringField(each.getKey(), text);
        }
      }
      if (isOpen) {
        json.writeEndObject();
      }
    }

    private static void values(JsonGenerator json, Profile profile) throws IOException {
      var isOpen = false;
      for (var each : profile.attributes().entrySet()) {
        if (!(each.getValue() instanceof Attribute.Text) && !isOpen) {
          json.writeObjectFieldStart(VALUES);
          isOpen = true;
        }
        switch (each.getValue()) {
          case Attribute.Text _ -> {}
          case Attribute.Amount(var number) -> json.writeNumberField(each.getKey(), number);
          case Attribute.Truth(var truth) -> json.writeBooleanField(each.getKey(), truth);
          case Attribute.Texts(var texts) -> {
            json.writeArrayFieldStart(each.getKey());
            for (var text : texts) {
              json.writeString(text);
            }
            json.writeEndArray();
          }
        }
      }
      if (isOpen) {
        json.writeEndObject();
      }
    }

    private static void times(JsonGenerator json, SaidTimes said) throws IOException {
      if (said.equals(SaidTimes.NONE)) {
        return;
      }
      json.writeObjectFieldStart(SAID_AT);
      if (said.all() != null) {
        json.writeStringField(ALL, said.all().toString());
      }
      for (var each : said.each().entrySet()) {
        json.writeStringField(each.getKey(), each.getValue().toString());
      }
      json.writeEndObject();
    }
  }

  /** Reads what {@link Writer} wrote, or another release's. */
  static final class Reader extends StdDeserializer<Profile> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Profile.class);
    }

    @Override
    public Profile deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var draft = new Draft();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        json.nextToken();
        draft.read(name, json, context);
      }
      return draft.profile();
    }
  }

  private static final class Draft {
    private static final Map<String, Field> FIELDS = fieldsByKey();

    private String customerId = "";
    private final Map<Field, String> fields = new EnumMap<>(Field.class);
    private final Map<String, Attribute> attributes = new TreeMap<>();
    private final Map<String, Consent> consents = new TreeMap<>();
    private SaidTimes said = SaidTimes.NONE;
    private final Map<String, JsonNode> later = new TreeMap<>();

    private static Map<String, Field> fieldsByKey() {
      var fields = new TreeMap<String, Field>();
      for (var field : Field.values()) {
        fields.put(field.key(), field);
      }
      return fields;
    }

    void read(String name, JsonParser json, DeserializationContext context) throws IOException {
      var field = FIELDS.get(name);
      if (json.hasToken(JsonToken.VALUE_NULL)) {
        return;
      }
      if (field != null) {
        fields.put(field, field == Field.BIRTHDAY ? birthday(json) : json.getText());
        return;
      }
      switch (name) {
        case "customerId" -> customerId = json.getText();
        case BIRTHDAY_YEARLY -> fields.put(Field.BIRTHDAY, birthday(json));
        case "attributes" -> each(json, (key, each) -> attributes.put(key, text(each)));
        case VALUES -> each(json, (key, each) -> attributes.put(key, value(each)));
        case "consents" ->
            each(json, (key, each) -> consents.put(key, context.readValue(each, Consent.class)));
        case SAID_AT -> said = times(json);
        default -> later.put(name, context.readTree(json));
      }
    }

    private static Attribute text(JsonParser json) throws IOException {
      return new Attribute.Text(json.getText());
    }

    private static String birthday(JsonParser json) throws IOException {
      try {
        Birthday.parse(json.getText());
        return json.getText();
      } catch (DateTimeException e) {
        throw new UnreadableForm("has a birthday that is none");
      }
    }

    private static Attribute value(JsonParser json) throws IOException {
      return switch (json.currentToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Attribute.Amount(json.getDecimalValue());
        case VALUE_TRUE, VALUE_FALSE -> new Attribute.Truth(json.getBooleanValue());
        case START_ARRAY -> {
          var texts = new ArrayList<String>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(json.getText());
          }
          yield new Attribute.Texts(texts);
        }
        case null, default -> throw new UnreadableForm("is of a kind that this release lacks");
      };
    }

    private static SaidTimes times(JsonParser json) throws IOException {
      var times = new TreeMap<String, Instant>();
      each(json, (key, each) -> times.put(key, Instants.parse(each.getText())));
      var all = times.remove(ALL);
      return new SaidTimes(all, times);
    }

    /** What is done with a value, at which the parser stands. */
    private interface Each {
      void read(String key, JsonParser json) throws IOException;
    }

    private static void each(JsonParser json, Each each) throws IOException {
      if (!json.isExpectedStartObjectToken()) {
        throw new UnreadableForm("has no object where one should be");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var key = json.currentName();
        json.nextToken();
        each.read(key, json);
      }
    }

    Profile profile() {
      if (customerId.isEmpty()) {
        throw new UnreadableForm("customerId is missing");
      }
      return new Profile(customerId, fields, attributes, consents, said, later);
    }
  }
}
