package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.ledger.Ids;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.ledger.Slice;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.loyalty.Notice;
import dev.perennial.domain.purchases.BonusesGiven;
import dev.perennial.domain.purchases.LastBought;
import dev.perennial.domain.refunds.Awaiting;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.value.ValueBands;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How what a room remembers is stored: as one field of the account. A new slice is listed here.
 *
 * @param name of the field
 * @param slices whose memory it holds
 */
record SliceForm(String name, Set<String> slices, Writing write, Reading read) {
  /** Writes the field with its name, or nothing when nothing is remembered. */
  interface Writing {
    void write(Slices slices, JsonGenerator json, SerializerProvider provider) throws IOException;
  }

  /** Reads the field's value. */
  interface Reading {
    Slices read(Slices slices, JsonParser json, DeserializationContext context) throws IOException;
  }

  /** Those that the fold of the ledger makes. */
  static final List<SliceForm> FOLDED =
      List.of(
          json(BonusesGiven.SLICE, List.class, BonusesGiven::names, SliceForm::bonuses),
          json(Awaiting.SLICE, Awaiting.Mark[].class, SliceForm::marks, SliceForm::awaiting),
          json(Notice.SLICE, Notice.class, notice -> notice, notice -> notice),
          json(Ids.SLICE, Ids.class, ids -> ids, ids -> ids),
          json(Life.SLICE, Life.class, life -> life, life -> life),
          text(LastBought.SLICE, BoughtText.FORM),
          text(Watched.SLICE, WatchedText.FORM),
          text(MailDays.SENT, MailDaysText.FORM),
          new SliceForm(
              "engagement",
              Set.of(MailDays.CLICKED.name(), Answers.SLICE.name(), Referral.SLICE.name()),
              SliceForm::writeEngagement,
              SliceForm::readEngagement));

  /** Those that evaluations make. */
  static final List<SliceForm> EVALUATED =
      List.of(
          json(Bands.SLICE, Bands.class, bands -> bands, bands -> bands),
          text(ValueBands.SLICE, ValueBandsText.FORM));

  /** The slices that have a form, in the body or beside it; three of them share one. */
  private static final Set<String> STORED =
      Stream.concat(
              Stream.concat(FOLDED.stream(), EVALUATED.stream())
                  .flatMap(form -> form.slices.stream()),
              BesideAccount.SLICES.stream())
          .collect(Collectors.toSet());

  /**
   * Makes sure that nothing is left out.
   *
   * @throws IllegalStateException when a room remembers something that has no stored form
   */
  static void checkStored(Slices slices) {
    for (var name : slices.names()) {
      if (!STORED.contains(name)) {
        throw new IllegalStateException("the slice " + name + " has no SliceForm: list it there");
      }
    }
  }

  static @Nullable SliceForm find(String name) {
    for (var forms : List.of(FOLDED, EVALUATED)) {
      for (var form : forms) {
        if (form.name.equals(name)) {
          return form;
        }
      }
    }
    return null;
  }

  /** A slice that is stored as a text. */
  private static <S> SliceForm text(Slice<S> slice, TextForm<S> form) {
    return new SliceForm(
        slice.name(),
        Set.of(slice.name()),
        (slices, json, _) -> {
          var value = slices.find(slice);
          var text = value == null ? "" : form.write().apply(value);
          if (!text.isEmpty()) {
            json.writeStringField(slice.name(), text);
          }
        },
        (slices, json, _) -> slices.with(slice, form.parse(json.getText())));
  }

  /**
   * A slice that is stored as JSON.
   *
   * @param <J> what stands for it in JSON
   */
  private static <S, J> SliceForm json(
      Slice<S> slice, Class<J> type, Function<S, J> write, Function<J, S> read) {
    return new SliceForm(
        slice.name(),
        Set.of(slice.name()),
        (slices, json, provider) -> {
          var value = slices.find(slice);
          if (value != null && !value.equals(slice.none())) {
            json.writeFieldName(slice.name());
            provider.defaultSerializeValue(write.apply(value), json);
          }
        },
        (slices, json, context) -> slices.with(slice, read.apply(context.readValue(json, type))));
  }

  private static BonusesGiven bonuses(List<?> names) {
    return new BonusesGiven(names.stream().map(String.class::cast).toList());
  }

  private static Awaiting.Mark[] marks(Awaiting awaiting) {
    return awaiting.marks().toArray(Awaiting.Mark[]::new);
  }

  private static Awaiting awaiting(Awaiting.Mark[] marks) {
    return new Awaiting(List.of(marks));
  }

  private static void writeEngagement(
      Slices slices, JsonGenerator json, SerializerProvider provider) throws IOException {
    var all =
        new EngagementText(
            found(slices, MailDays.CLICKED),
            found(slices, Answers.SLICE),
            found(slices, Referral.SLICE));
    var text = EngagementText.FORM.write().apply(all);
    if (!text.isEmpty()) {
      json.writeStringField("engagement", text);
    }
  }

  private static <S> S found(Slices slices, Slice<S> slice) {
    return Objects.requireNonNull(slices.find(slice));
  }

  private static Slices readEngagement(
      Slices slices, JsonParser json, DeserializationContext context) throws IOException {
    var all = EngagementText.FORM.parse(json.getText());
    return slices
        .with(MailDays.CLICKED, all.clicks())
        .with(Answers.SLICE, all.answers())
        .with(Referral.SLICE, all.referral());
  }
}
