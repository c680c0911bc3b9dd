package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The next account in the making: an event changes what is its own, and nothing else. */
public final class AccountDraft implements Remembers {
  private final Account from;
  private final HistoryLine line;
  private final LocalDate day;
  private final LocalDate today;
  private Lots lots;
  private long debt;
  private ActiveDays days;
  private long purchases;
  private Slices slices;
  private List<String> segments;
  private boolean erased;
  private int schema;
  private Map<String, JsonNode> later;

  AccountDraft(Account from, HistoryLine line, LocalDate day, LocalDate today) {
    this.from = from;
    this.line = line;
    this.day = day;
    this.today = today;
    lots = from.lots().settledOn(today);
    debt = from.debt();
    days = from.days().settledOn(today);
    purchases = from.purchases();
    slices = from.slices();
    segments = from.segments();
    erased = from.erased();
    schema = from.schema();
    later = from.later();
  }

  /** The day of business time, in the shop's zone. */
  public LocalDate day() {
    return day;
  }

  /** The day on which the line was recorded. */
  public LocalDate today() {
    return today;
  }

  /** Changes the active days. */
  public void days(UnaryOperator<ActiveDays> change) {
    days = change.apply(days);
  }

  /** Sets how many purchases were ever recorded. */
  public void purchases(long count) {
    purchases = count;
  }

  @Override
  public <S> @Nullable S find(Slice<S> slice) {
    return slices.find(slice);
  }

  /** What a room remembers from now on. */
  public <S> void put(Slice<S> slice, @Nullable S value) {
    slices = slices.with(slice, value);
  }

  /**
   * Ends the account: what is personal is forgotten, and what may be, since nobody here knows it.
   */
  public void erase() {
    later = Map.of();
    slices = slices.erased();
    segments = List.of();
    erased = true;
  }

  /**
   * Takes in what another customer's account remembers, who is the same person. Points come by
   * postings.
   *
   * @param twice how many of its purchases are on record here as well
   * @param address key of its address, null when it had none or the same
   */
  public void takeIn(Account other, int twice, @Nullable String address) {
    days = days.merged(other.days().settledOn(today));
    purchases += other.purchases() - twice;
    slices = slices.merged(other.slices());
    put(Ids.SLICE, Ids.SLICE.in(this).with(other.customerId(), address, Life.SLICE.in(other)));
  }

  /** Ends the account for that of another customer, who is the same person. */
  public void moveTo(String customerId) {
    days = ActiveDays.NONE;
    purchases = 0;
    slices = Slices.NONE;
    erase();
    put(Ids.SLICE, Ids.mergedInto(customerId));
  }

  /**
   * Begins the account anew after an erasure: of what was before, nothing but the count of versions
   * is left. A release that doesn't know of it must not reckon with lines of before, so the form is
   * another.
   */
  public void restart() {
    lots = Lots.NONE;
    debt = 0;
    days = ActiveDays.NONE;
    purchases = 0;
    // nothing was written since the erasure
    slices =
        Slices.NONE
            .with(Life.SLICE, new Life(line.seq(), from.writtenAt()))
            .with(Ids.SLICE, Ids.SLICE.in(from).ended(from.writtenAt()));
    segments = List.of();
    later = Map.of();
    erased = false;
    schema = Account.SCHEMA;
  }

  void post(Posting posting) {
    var lot = posting.lot();
    if (lot != null) {
      lots =
          posting.points() < 0
              ? lots.minus(List.of(new Lots.Take(lot, -posting.points())))
              : lots.plus(lot, posting.points(), today);
    }
    debt = Math.addExact(debt, posting.debt());
  }

  /** Of who was erased nothing is shown any more; who was merged has a history as before. */
  private Trail trail() {
    var hasHistory = !erased || Ids.SLICE.in(this).into() != null;
    return hasHistory ? Trail.SLICE.in(from).after(line) : Trail.NONE;
  }

  Account done() {
    return new Account(
        from.customerId(),
        line.seq(),
        schema,
        line.recordedAt(),
        lots,
        debt,
        days,
        purchases,
        slices.with(Trail.SLICE, trail()),
        from.tier(),
        segments,
        erased,
        later);
  }
}
