package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Slices;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The account, field by field: read and written more often than anything else, and the place where
 * fields of a later release are most likely met. They are kept, and written back behind the rest.
 */
final class AccountForm {
  private AccountForm() {}

  /** Writes an account; what is absent, 0 or empty is left out. */
  static final class Writer extends StdSerializer<Account> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Account.class);
    }

    @Override
    public void serialize(Account account, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      SliceForm.checkStored(account.slices());
      json.writeStartObject();
      json.writeStringField("customerId", account.customerId());
      number(json, "version", account.version());
      number(json, "schema", account.schema());
      json.writeStringField("writtenAt", account.writtenAt().toString());
      text(json, "lots", LotsText.FORM.write().apply(account.lots()));
      number(json, "debt", account.debt());
      text(json, "days", DaysText.FORM.write().apply(account.days()));
      number(json, "purchases", account.purchases());
      slices(json, SliceForm.FOLDED, account.slices(), provider);
      json.writeStringField("tier", account.tier());
      slices(json, SliceForm.EVALUATED, account.slices(), provider);
      if (!account.segments().isEmpty()) {
        json.writeArrayFieldStart("segments");
        for (var each : account.segments()) {
          json.writeString(each);
        }
        json.writeEndArray();
      }
      if (account.erased()) {
        json.writeBooleanField("erased", true);
      }
      for (var later : new TreeMap<>(account.later()).entrySet()) {
        json.writeFieldName(later.getKey());
        provider.defaultSerializeValue(later.getValue(), json);
      }
      json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, long value) throws IOException {
      if (value != 0) {
        json.writeNumberField(name, value);
      }
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
      if (!value.isEmpty()) {
        json.writeStringField(name, value);
      }
    }

    private static void slices(
        JsonGenerator json, List<SliceForm> forms, Slices slices, SerializerProvider provider)
        throws IOException {
      for (var form : forms) {
        form.write().write(slices, json, provider);
      }
    }
  }

  /** Reads what {@link Writer} wrote, or a later release's. */
  static final class Reader extends StdDeserializer<Account> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Account.class);
    }

    @Override
    public Account deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var draft = new Draft();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        json.nextToken();
        try {
          draft.read(name, json, context);
        } catch (UnreadableForm e) {
          throw new UnreadableForm(name + " " + e.getMessage());
        }
      }
      return draft.account();
    }
  }

  private static final class Draft {
    private String customerId = "";
    private long version;
    private int schema;
    private Instant writtenAt = Instant.EPOCH;
    private Lots lots = Lots.NONE;
    private long debt;
    private ActiveDays days = ActiveDays.NONE;
    private long purchases;
    private Slices slices = Slices.NONE;
    private String tier = "";
    private final List<String> segments = new ArrayList<>();
    private boolean erased;
    private final Map<String, JsonNode> later = new TreeMap<>();

    void read(String name, JsonParser json, DeserializationContext context) throws IOException {
      switch (name) {
        case "customerId" -> customerId = json.getText();
        case "version" -> version = json.getLongValue();
        case "schema" -> schema = json.getIntValue();
        case "writtenAt" -> writtenAt = Instants.parse(json.getText());
        case "lots" -> lots = LotsText.FORM.parse(json.getText());
        case "debt" -> debt = json.getLongValue();
        case "days" -> days = DaysText.FORM.parse(json.getText());
        case "purchases" -> purchases = json.getLongValue();
        case "tier" -> tier = json.getText();
        case "segments" -> readSegments(json);
        case "erased" -> erased = json.getBooleanValue();
        default -> {
          var form = SliceForm.find(name);
          if (form == null) {
            later.put(name, context.readTree(json));
          } else {
            slices = form.read().read(slices, json, context);
          }
        }
      }
    }

    private void readSegments(JsonParser json) throws IOException {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        segments.add(json.getText());
      }
    }

    Account account() {
      if (customerId.isEmpty() || version < 0 || schema < 1) {
        throw new UnreadableForm("customerId, version or schema is missing");
      }
      if (schema > Account.SCHEMA) {
        throw new UnreadableForm(Json.newer(schema, Account.SCHEMA));
      }
      return new Account(
          customerId,
          version,
          schema,
          writtenAt,
          lots,
          debt,
          days,
          purchases,
          slices,
          tier,
          segments,
          erased,
          later);
    }
  }
}
