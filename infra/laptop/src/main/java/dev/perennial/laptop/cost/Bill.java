package dev.perennial.laptop.cost;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What something costs, line by line.
 *
 * @param of what, in words
 * @param times how many of it are billed
 */
public record Bill(String of, long times, List<Line> lines) {
  public Bill {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param part of the system that uses it
   * @param each how much of it one of what is billed uses
   */
  public record Line(String part, Price price, double each) {}

  /** This with what is in another of as many. */
  public Bill and(Bill other) {
    return new Bill(of, times, Stream.concat(lines.stream(), other.lines.stream()).toList());
  }

  /** USD of a line. */
  public double usd(Line line) {
    return line.each() * times / 1e6 * line.price().usdAMillion();
  }

  /** USD of all lines. */
  public double usd() {
    return lines.stream().mapToDouble(this::usd).sum();
  }

  /** For people. */
  public String text() {
    var text = new StringBuilder(of).append('\n');
    for (var line : lines) {
      text.append(
          "  %-14s %-22s %,14.4f x %,8.4f %8.3f\n"
              .formatted(
                  line.part(),
                  line.price().counted(),
                  line.each(),
                  line.price().usdAMillion(),
                  usd(line)));
    }
    return text.append(String.format(Locale.ROOT, "  %-61s %9.3f USD\n", "", usd())).toString();
  }

  /** For machines: under its own name. */
  public void putTo(ObjectNode json) {
    var bill = json.putObject(of);
    bill.put("times", times);
    var all = bill.putArray("lines");
    for (var line : lines) {
      all.addObject()
          .put("part", line.part())
          .put("counted", line.price().counted())
          .put("each", line.each())
          .put("usdAMillion", line.price().usdAMillion())
          .put("usd", usd(line));
    }
    bill.put("usd", usd());
  }
}
