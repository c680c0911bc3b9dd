package dev.perennial.orders;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an order file: CSV in UTF-8, plain or compressed with gzip, with or without a byte order
 * mark. Rows are parsed one at a time, so that a broken one breaks no other: even a quote that is
 * never closed swallows no line after it.
 */
public final class OrderFile {
  /** A quoted field may run over this many lines; a quote open for longer was never closed. */
  private static final int LONGEST_ROW = 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final CsvReaderBuilder csv;
  private final Notation notation;
  private final StringArrayHandler fields = StringArrayHandler.of();
  private final ArrayDeque<String> ahead = new ArrayDeque<>();
  private final String name;
  private final BufferedReader lines;
  private long line;

  private OrderFile(Path file, Notation notation, BufferedReader lines) {
    this.name = file.toString();
    this.notation = notation;
    this.lines = lines;
    csv =
        CsvReader.builder()
            .fieldSeparator(notation.between())
            .allowUnclosedQuote(false)
            .skipEmptyLines(false);
  }

  /**
   * Reads a whole file.
   *
   * @param terms the shop's
   * @throws OrderFileException when it is empty, lacks a column, or ends in the middle of
   *     compressed data
   */
  public static Orders read(Path file, OrderFormat format, Terms terms) throws IOException {
    return read(file, format, terms, Notation.PLAIN);
  }

  /** Reads a whole file that is written in a way of its own. */
  public static Orders read(Path file, OrderFormat format, Terms terms, Notation notation)
      throws IOException {
    var reading = format.reader(terms, notation);
    var unread = rows(file, reading.columns(), notation, reading::row, reading::broken);
    var orders = reading.orders();
    return unread.isEmpty()
        ? orders
        : orders.noting("columns that are not read: " + String.join(", ", unread));
  }

  /** Takes one row. */
  @FunctionalInterface
  interface Rows {
    void row(Row row) throws BrokenRow;
  }

  /** Takes one row that can't be used, and what is wrong with it. */
  @FunctionalInterface
  interface BrokenRows {
    void row(Row row, String what);
  }

  /** Takes one line, counted from 1. */
  @FunctionalInterface
  interface Lines {
    void line(String text, long number);
  }

  /**
   * Hands over row after row of a file with a header, keeping none.
   *
   * @return the columns that nobody reads
   */
  static List<String> rows(
      Path file, Columns columns, Notation notation, Rows rows, BrokenRows broken)
      throws IOException {
    columns.check(notation.columns());
    var unread = new ArrayList<String>();
    reading(file, notation, in -> unread.addAll(in.rows(columns, rows, broken)));
    return unread;
  }

  /** Hands over line after line that isn't blank of a file without a header. */
  static void lines(Path file, Lines lines) throws IOException {
    reading(
        file,
        Notation.PLAIN,
        in -> {
          for (var text = in.next(); text != null; text = in.next()) {
            if (!text.isBlank()) {
              lines.line(in.line == 1 ? withoutMark(text) : text, in.line);
            }
          }
        });
  }

  private interface Work {
    void on(OrderFile in) throws IOException;
  }

  private static void reading(Path file, Notation notation, Work work) throws IOException {
    try (var in = open(file);
        var lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
      work.on(new OrderFile(file, notation, lines));
    } catch (EOFException | ZipException broken) {
      throw new OrderFileException(
          "%s is compressed but cut short or damaged (%s): copy it again"
              .formatted(file, broken.getMessage()));
    }
  }

  private static InputStream open(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      var text =
          begins(in, 0x1f, 0x8b)
              ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16)
              : in;
      refuse(file, text);
      return text;
    } catch (IOException | OrderFileException failed) {
      in.close();
      throw failed;
    }
  }

  private static void refuse(Path file, BufferedInputStream in) throws IOException {
    if (begins(in, -1)) {
      throw new OrderFileException(file + " is empty");
    }
    if (begins(in, 'P', 'K', 3, 4)) {
      throw new OrderFileException(
          file + " is a zip archive or an Excel workbook; it must be CSV, plain or .gz");
    }
    if (begins(in, 0xff, 0xfe) || begins(in, 0xfe, 0xff)) {
      throw new OrderFileException(file + " is UTF-16; save it as UTF-8");
    }
  }

  /**
   * Whether a stream begins with these bytes, of which it takes none.
   *
   * @param bytes -1 for its end
   */
  private static boolean begins(BufferedInputStream in, int... bytes) throws IOException {
    in.mark(bytes.length);
    var all = true;
    for (var each : bytes) {
      all = all && in.read() == each;
    }
    in.reset();
    return all;
  }

  private List<String> rows(Columns columns, Rows rows, BrokenRows broken) throws IOException {
    var header = header(columns);
    for (var text = next(); text != null; text = next()) {
      if (text.isBlank()) {
        continue;
      }
      var first = line;
      Row row = null;
      try {
        row = new Row(header, fields(text, header.size()), first);
        rows.row(row);
      } catch (BrokenRow wrong) {
        broken.row(row == null ? Row.torn(header, text, first) : row, wrong.what());
      }
    }
    return header.unread();
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private Header header(Columns columns) throws IOException {
    var text = next();
    String[] names = {};
    try {
      names = text == null ? names : parse(withoutMark(text));
    } catch (CsvParseException broken) {
      throw new OrderFileException("the first line of %s is not CSV".formatted(name));
    }
    return new Header(name, names, columns, notation);
  }

  /** The fields of the row that starts with a line; a quoted field may take further lines. */
  private String[] fields(String first, int expected) throws IOException, BrokenRow {
    var taken = new ArrayList<String>();
    try {
      var values = wholeRow(first, taken);
      if (values.length != expected) {
        throw new BrokenRow(
            "has %d fields; the first line names %d".formatted(values.length, expected));
      }
      for (var value : values) {
        if (value.indexOf(REPLACEMENT) >= 0) {
          throw new BrokenRow("is not UTF-8; save the file in that encoding");
        }
      }
      return values;
    } catch (BrokenRow broken) {
      giveBack(taken);
      throw broken;
    }
  }

  private String[] wholeRow(String first, List<String> taken) throws IOException, BrokenRow {
    var row = first;
    while (true) {
      try {
        return parse(row);
      } catch (CsvParseException broken) {
        if (quotes(row) % 2 == 0) {
          throw new BrokenRow("has text behind a closing quote; double a quote inside a field");
        }
        var more = taken.size() < LONGEST_ROW ? next() : null;
        if (more == null) {
          throw new BrokenRow("opens a quote that is not closed");
        }
        taken.add(more);
        row = row + '\n' + more;
      }
    }
  }

  private String[] parse(String text) {
    // without a quote, the separator is all there is to CSV
    return text.indexOf('"') < 0
        ? text.split(notation.divider(), -1)
        : csv.ofSingleCsvRecord(fields, text);
  }

  private static long quotes(String text) {
    return text.chars().filter(c -> c == '"').count();
  }

  private @Nullable String next() throws IOException {
    var text = ahead.isEmpty() ? lines.readLine() : ahead.poll();
    if (text != null) {
      line++;
    }
    return text;
  }

  private void giveBack(List<String> taken) {
    for (var text : taken.reversed()) {
      ahead.addFirst(text);
    }
    line -= taken.size();
  }
}
