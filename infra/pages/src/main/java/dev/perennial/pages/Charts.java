package dev.perennial.pages;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.value.Backtest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Drawings: bars, the recency and frequency grid, a year of purchase days, calibration. */
final class Charts {
  private static final int BANDS = 5;
  private static final int YEAR = 365;
  private static final int WIDTH = 730;
  private static final int HEIGHT = 120;

  private Charts() {}

  /** Bars by name, the largest first. */
  static Html bars(
      Map<String, Long> counts, Function<String, String> label, Function<String, Html> link) {
    if (counts.isEmpty()) {
      return Html.of("<p class=\"none\">None yet.</p>");
    }
    var largest = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    var rows = new ArrayList<Html>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            entry ->
                rows.add(
                    Html.of(
                        "<li><span class=\"label\"><a{}>{}</a></span><span class=\"track\"><i"
                            + " style=\"width:{}%\"></i></span><b>{}</b></li>",
                        link.apply(entry.getKey()),
                        label.apply(entry.getKey()),
                        percent(entry.getValue(), largest),
                        Words.count(entry.getValue()))));
    return Html.of("<ul class=\"bars\">{}</ul>", rows);
  }

  private static String percent(long part, long whole) {
    return whole <= 0 ? "0" : Long.toString(Math.max(part > 0 ? 1 : 0, 100 * part / whole));
  }

  /** Customers by recency (across) and frequency (up), the best at the top right. */
  static Html grid(List<Snapshot.Person> people) {
    var counts = new long[BANDS + 1][BANDS + 1];
    long largest = 1;
    for (var person : people) {
      var bands = person.bands();
      if (bands != null) {
        var count = ++counts[bands.recency()][bands.frequency()];
        largest = Math.max(largest, count);
      }
    }
    var rows = new ArrayList<Html>();
    for (int frequency = BANDS; frequency >= 1; frequency--) {
      var cells = new ArrayList<Html>();
      for (int recency = 1; recency <= BANDS; recency++) {
        var count = counts[recency][frequency];
        var heat = Math.round(100 * Math.sqrt((double) count / largest));
        cells.add(
            Html.of(
                "<td class=\"{}\" style=\"--heat:{}%\" title=\"recency {}, frequency {}\"><a"
                    + " href=\"/people?r={}&amp;f={}\">{}</a></td>",
                heat > 60 ? "hot" : heat == 0 ? "cold" : "",
                heat,
                recency,
                frequency,
                recency,
                frequency,
                Words.count(count)));
      }
      rows.add(Html.of("<tr><th scope=\"row\">{}</th>{}</tr>", frequency, cells));
    }
    var feet = new ArrayList<Html>();
    for (int recency = 1; recency <= BANDS; recency++) {
      feet.add(Html.of("<th scope=\"col\">{}</th>", recency));
    }
    return Html.of(
        """
        <div class="grid"><span class="up">Frequency →</span>
        <table class="heat"><tbody>{}</tbody><tfoot><tr><td></td>{}</tr></tfoot></table>
        <span class="along">Recency →</span></div>
        """,
        rows,
        feet);
  }

  /** Spend of each active day of the year that ends today. */
  static Html year(ActiveDays days, LocalDate today, Function<Long, String> money) {
    var within = days.within(YEAR, today);
    var max = within.values().stream().mapToLong(ActiveDays.Day::spend).max().orElse(0);
    var marks = new ArrayList<Html>();
    var start = today.minusDays(YEAR - 1);
    for (var month = start.withDayOfMonth(1).plusMonths(1);
        !month.isAfter(today);
        month = month.plusMonths(1)) {
      var x = x(start, month);
      marks.add(
          Html.of("<line class=\"rule\" x1=\"{}\" x2=\"{}\" y1=\"8\" y2=\"{}\"/>", x, x, HEIGHT));
      if (x < WIDTH - 24) {
        marks.add(
            Html.of(
                "<text x=\"{}\" y=\"{}\">{}</text>",
                x + 4,
                HEIGHT + 14,
                month.getMonth().name().charAt(0)
                    + month.getMonth().name().substring(1, 3).toLowerCase(java.util.Locale.UK)));
      }
    }
    within.forEach(
        (date, day) -> {
          var tall = max <= 0 ? 4 : Math.max(4, (HEIGHT - 16) * Math.max(0, day.spend()) / max);
          marks.add(
              Html.of(
                  "<rect class=\"day\" x=\"{}\" y=\"{}\" width=\"5\" height=\"{}\""
                      + " rx=\"1.5\"><title>{}: {} for {}</title></rect>",
                  x(start, date) - 2,
                  HEIGHT - tall,
                  tall,
                  Words.day(date),
                  Words.count(day.orders(), "order"),
                  money.apply(day.spend())));
        });
    return Html.of(
        "<svg class=\"year\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Purchase days of the"
            + " last 365 days, as tall as what was spent\"><line class=\"base\" x1=\"0\""
            + " x2=\"{}\" y1=\"{}\" y2=\"{}\"/>{}</svg>",
        WIDTH,
        HEIGHT + 20,
        WIDTH,
        HEIGHT,
        HEIGHT,
        marks);
  }

  private static long x(LocalDate start, LocalDate date) {
    return 2 + 2 * ChronoUnit.DAYS.between(start, date) * (WIDTH - 6) / (2 * YEAR);
  }

  /** Expected and bought of each tenth of the customers, side by side. */
  static Html calibration(List<Backtest.Decile> deciles) {
    double max = 0;
    for (var decile : deciles) {
      max = Math.max(max, Math.max(decile.expected(), decile.bought()));
    }
    var marks = new ArrayList<Html>();
    int wide = WIDTH / 10;
    for (int i = 0; i < deciles.size(); i++) {
      var decile = deciles.get(i);
      marks.add(column("expected", i * wide + 8, wide / 2 - 10, decile.expected(), max));
      marks.add(column("day", i * wide + wide / 2, wide / 2 - 10, decile.bought(), max));
      marks.add(
          Html.of(
              "<text x=\"{}\" y=\"{}\">{} · {}</text>",
              i * wide + 8,
              HEIGHT + 14,
              PersonValue.number(decile.expected()),
              PersonValue.number(decile.bought())));
    }
    return Html.of(
        "<svg class=\"year\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Expected and bought"
            + " purchase days by tenths of the customers\"><line class=\"base\" x1=\"0\" x2=\"{}\""
            + " y1=\"{}\" y2=\"{}\"/>{}</svg>",
        WIDTH,
        HEIGHT + 20,
        WIDTH,
        HEIGHT,
        HEIGHT,
        marks);
  }

  private static Html column(String name, int x, int wide, double value, double max) {
    long tall = max <= 0 ? 0 : Math.round((HEIGHT - 8) * value / max);
    return Html.of(
        "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
        name,
        x,
        HEIGHT - tall,
        wide,
        tall);
  }
}
