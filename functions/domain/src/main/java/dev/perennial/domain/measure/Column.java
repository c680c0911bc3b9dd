package dev.perennial.domain.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One covariate of all customers, read once and then spread over the columns of a regression. */
final class Column {
  /** So many texts have a column of their own; rarer ones share that of none. */
  private static final int MOST_TEXTS = 20;

  private final Map<String, Integer> texts = new LinkedHashMap<>();

  /** By row; NaN where there is no number. */
  private double[] numbers = new double[1024];

  /** By row; the text's place, or -1. Empty until there is a text. */
  private int[] codes = {};

  /** By row, of a column of texts: its place in the regression, or -1. Empty for numbers. */
  private int[] places = {};

  private int figures;
  private double mean;
  private double deviation;
  private boolean gaps;
  private int width;

  void add(int row, Covariate value) {
    if (row == numbers.length) {
      numbers = Arrays.copyOf(numbers, row * 2);
    }
    numbers[row] = Double.NaN;
    if (value instanceof Covariate.Figure(var number)) {
      numbers[row] = number;
      figures++;
    }
    if (value instanceof Covariate.Text(var text)) {
      if (codes.length <= row) {
        int before = codes.length;
        codes = Arrays.copyOf(codes, numbers.length);
        Arrays.fill(codes, before, codes.length, -1);
      }
      codes[row] = texts.computeIfAbsent(text, _ -> texts.size());
    } else if (row < codes.length) {
      codes[row] = -1;
    }
  }

  /** How many different texts there are. */
  int texts() {
    return texts.size();
  }

  boolean isMixed() {
    return !texts.isEmpty() && figures > 0;
  }

  /** Says how wide it is, once all rows are there. */
  void finish(int rows) {
    if (texts.isEmpty()) {
      scale(rows);
    } else {
      place(rows);
    }
  }

  int width() {
    return width;
  }

  private void scale(int rows) {
    var known = Arrays.stream(numbers, 0, rows).filter(each -> !Double.isNaN(each)).toArray();
    mean = Arrays.stream(known).average().orElse(0);
    double squares = Arrays.stream(known).map(each -> (each - mean) * (each - mean)).sum();
    deviation = known.length == 0 ? 0 : Math.sqrt(squares / known.length);
    gaps = known.length < rows;
    width = gaps ? 2 : 1;
  }

  /** A number among texts is a text too. */
  private void place(int rows) {
    var counts = new HashMap<String, Integer>();
    var names = List.copyOf(texts.keySet());
    for (int i = 0; i < rows; i++) {
      counts.merge(name(i, names), 1, Integer::sum);
    }
    var frequent =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_TEXTS)
            .map(Map.Entry::getKey)
            .toList();
    var position = new HashMap<String, Integer>();
    frequent.forEach(each -> position.put(each, position.size()));
    places = new int[rows];
    for (int i = 0; i < rows; i++) {
      places[i] = position.getOrDefault(name(i, names), -1);
    }
    width = frequent.size();
    numbers = new double[0];
    codes = new int[0];
  }

  private String name(int row, List<String> names) {
    if (row < codes.length && codes[row] >= 0) {
      return names.get(codes[row]);
    }
    return Double.isNaN(numbers[row]) ? "" : Double.toString(numbers[row]);
  }

  /** Writes a row's figures; numbers by their standard deviation, a gap and each text as 0 or 1. */
  void expand(int row, double[] into, int from) {
    if (places.length > 0) {
      Arrays.fill(into, from, from + width, 0);
      if (places[row] >= 0) {
        into[from + places[row]] = 1;
      }
      return;
    }
    boolean known = !Double.isNaN(numbers[row]);
    into[from] = known && deviation > 0 ? (numbers[row] - mean) / deviation : 0;
    if (gaps) {
      into[from + 1] = known ? 0 : 1;
    }
  }
}
