package dev.perennial.cli;

import dev.perennial.domain.measure.Adjustment;
import dev.perennial.domain.measure.Ordering;
import dev.perennial.domain.measure.Uplift;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@code measure} found, for people: tables, and what they say in words. */
final class MeasuredText {
  private static final MathContext DIGITS = new MathContext(5);

  private final Measured measured;
  private final StringBuilder text = new StringBuilder();

  MeasuredText(Measured measured) {
    this.measured = measured;
    arms();
    uplifts();
    measured.uplifts().forEach(this::say);
    sayUseless();
    if (!measured.orderings().isEmpty()) {
      text.append('\n');
      measured.orderings().forEach(this::say);
      line(
          "Gains are areas over a random order, on 20 unseen halves cut by seed %d."
              .formatted(measured.seed()));
    }
    measured.warnings().forEach(each -> line("warning: " + each));
  }

  /** Without the last line's end, which who prints it adds. */
  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }

  private void arms() {
    var rows = new ArrayList<List<String>>();
    var outcomes = List.copyOf(measured.arms().getFirst().means().keySet());
    rows.add(Stream.concat(Stream.of("arm", "rows"), outcomes.stream()).toList());
    for (var each : measured.arms()) {
      var row =
          new ArrayList<>(List.of(each.name(), String.format(Locale.ROOT, "%,d", each.rows())));
      each.means().values().forEach(mean -> row.add(figure(mean)));
      rows.add(row);
    }
    table(rows, 1);
  }

  private void uplifts() {
    var rows = new ArrayList<List<String>>();
    var titles = new ArrayList<>(List.of("against " + measured.control(), "outcome"));
    titles.addAll(List.of("uplift", "from", "to", "detectable"));
    if (measured.before() != null) {
      titles.addAll(List.of("less variance", "adjusted", "from", "to"));
    }
    rows.add(titles);
    for (var each : measured.uplifts()) {
      var row = new ArrayList<>(List.of(each.arm(), each.outcome()));
      row.add(figure(each.uplift().estimate()));
      if (each.uplift() instanceof Uplift.Measured known) {
        row.add(figure(known.interval().low()));
        row.add(figure(known.interval().high()));
        row.add(figure(known.minimumDetectableEffect()));
      }
      var adjustment = each.adjustment();
      if (adjustment != null) {
        row.add(percent(adjustment.varianceReduction()));
      }
      var adjusted = Measured.adjusted(each);
      if (adjusted != null) {
        row.add(figure(adjusted.estimate()));
        row.add(figure(adjusted.interval().low()));
        row.add(figure(adjusted.interval().high()));
      }
      while (row.size() < titles.size()) {
        row.add("-");
      }
      rows.add(row);
    }
    text.append('\n');
    table(rows, 2);
    text.append('\n');
  }

  private void say(Measured.Compared compared) {
    var what = shown(compared.arm()) + ", " + shown(compared.outcome()) + ": ";
    switch (compared.uplift()) {
      case Uplift.Unknown(var _, var why) -> line(what + "nothing can be said, since " + why + ".");
      case Uplift.Measured known -> {
        var interval = known.interval();
        line(
            what
                + (interval.holdsZero()
                    ? "no effect is shown, since the interval holds 0. One of %s or more either way"
                            .formatted(figure(known.minimumDetectableEffect()))
                        + " would show in 80 of 100 tests of this size."
                    : "%s by %s a row, from %s to %s."
                        .formatted(
                            known.estimate() > 0 ? "more" : "less",
                            figure(Math.abs(known.estimate())),
                            figure(interval.low()),
                            figure(interval.high()))));
        var adjusted = Measured.adjusted(compared);
        if (adjusted != null) {
          sayAdjusted(what, known, adjusted);
        }
      }
    }
  }

  private void sayAdjusted(String what, Uplift.Measured known, Uplift.Measured adjusted) {
    var interval = adjusted.interval();
    var changed = interval.holdsZero() != known.interval().holdsZero();
    var verdict =
        interval.holdsZero() ? ", where no effect is shown" : ", where an effect is shown";
    line(
        "%sadjusted by %s it is %s, from %s to %s%s."
            .formatted(
                what,
                shown(String.valueOf(measured.before())),
                figure(adjusted.estimate()),
                figure(interval.low()),
                figure(interval.high()),
                changed ? verdict : ""));
  }

  /** Once for all of which it is true. */
  private void sayUseless() {
    var all = measured.uplifts().stream().map(Measured.Compared::adjustment).toList();
    var useless =
        all.stream()
            .filter(each -> each != null && !each.helps())
            .mapToDouble(Adjustment::varianceReduction)
            .summaryStatistics();
    if (useless.getCount() > 0) {
      var most = percent(useless.getMax());
      line(
          "%s is of no use %s: it takes away %s of the variance, and below %s that is not worth it."
              .formatted(
                  shown(String.valueOf(measured.before())),
                  useless.getCount() == all.size() ? "here" : "where nothing is adjusted",
                  useless.getCount() == 1 ? most : "at most " + most,
                  percent(Adjustment.WORTHWHILE)));
    }
  }

  private void say(Measured.Ordered ordered) {
    var gain = ordered.ordering().gain();
    var over = ordered.ordering().overResponse();
    line(
        "%s, %s: ordered by expected uplift, %s per 1,000 treated, from %s to %s: %s. %s"
            .formatted(
                shown(ordered.arm()),
                shown(ordered.outcome()),
                signed(gain.per1000()),
                figure(gain.interval().low()),
                figure(gain.interval().high()),
                gain.used()
                    ? "use it"
                    : gain.interval().holdsZero()
                        ? "not used, since the interval holds 0"
                        : "not used, since it is worse than chance",
                overResponse(over)));
  }

  private static String overResponse(Ordering.Gain over) {
    return "Over an order by expected outcome %s, from %s to %s."
        .formatted(
            signed(over.per1000()), figure(over.interval().low()), figure(over.interval().high()));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** Columns as wide as their widest cell, the first ones flush left. */
  private void table(List<List<String>> rows, int left) {
    var widths =
        IntStream.range(0, rows.getFirst().size())
            .map(i -> rows.stream().mapToInt(row -> shown(row.get(i)).length()).max().orElse(0))
            .toArray();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        var cell = shown(row.get(i));
        var blanks = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? "" : "  ").append(i < left ? cell + blanks : blanks + cell);
      }
      line(line.toString().stripTrailing());
    }
  }

  /** A file's own words must not move the cursor. */
  private static String shown(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static String figure(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).toPlainString();
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + figure(value);
  }

  private static String percent(double share) {
    // by whole hundredths, so that no 0 has a sign
    return String.format(Locale.ROOT, "%.2f %%", Math.round(10_000 * share) / 100.0);
  }
}
