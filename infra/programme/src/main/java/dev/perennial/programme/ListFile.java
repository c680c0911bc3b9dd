package dev.perennial.programme;

import static dev.perennial.domain.segments.CustomerLists.CUSTOMERS;
import static dev.perennial.domain.segments.CustomerLists.DIGEST;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.segments.CustomerList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of customers under {@code lists/}: a CSV file of ids, one a row, or one with a column
 * headed {@code customerId} among others.
 */
final class ListFile {
  private static final String HEADING = "customerId";

  /** Mistakes of one file that are told singly. */
  private static final int TOLD = 10;

  private final String name;
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final List<Finding> mistakes = new ArrayList<>();
  private int column;
  private boolean headed;
  private int line;

  private ListFile(String name) {
    this.name = name;
  }

  /**
   * Reads a file's text.
   *
   * @param name as mistakes call it
   */
  static ListFile of(String name, String text) {
    var file = new ListFile(name);
    file.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    return file;
  }

  /** What is wrong with it. */
  List<Finding> mistakes() {
    var told = new ArrayList<>(mistakes.subList(0, Math.min(TOLD, mistakes.size())));
    if (mistakes.size() > TOLD) {
      told.add(
          new Finding(new Place(name, 0, 0), "has " + (mistakes.size() - TOLD) + " mistakes more"));
    }
    return told;
  }

  /** The line on which each id stands first. */
  Map<String, Integer> lines() {
    return lines;
  }

  /** As the programme is stored with it. */
  ObjectNode json() {
    var list = CustomerList.of(lines.keySet());
    return JsonNodeFactory.instance
        .objectNode()
        .put(DIGEST, list.digest())
        .put(CUSTOMERS, list.text());
  }

  private void read(String text) {
    var heading = text.lines().findFirst().orElse("");
    var separator = heading.contains(";") && !heading.contains(",") ? ';' : ',';
    try (var rows =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)) {
      var first = true;
      for (var row : rows) {
        if (!first || !isHeading(row)) {
          add(row);
        }
        first = false;
      }
    } catch (CsvParseException e) {
      note(line + 1, "is not CSV from here on: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lines.isEmpty() && mistakes.isEmpty()) {
      note(0, "names no customer; it should have an id on each line");
    }
  }

  /** Whether a first row says what the columns are. */
  private boolean isHeading(CsvRecord row) {
    var columns = row.getFields().stream().map(String::strip).toList();
    if (columns.contains(HEADING)) {
      column = columns.indexOf(HEADING);
      headed = true;
    }
    return headed;
  }

  private void add(CsvRecord row) {
    line = Math.toIntExact(row.getStartingLineNumber());
    if (!headed && row.getFields().stream().skip(1).anyMatch(each -> !each.isBlank())) {
      note(line, "has several columns, of which the first line heads none " + HEADING);
      return;
    }
    var id = column < row.getFieldCount() ? ClientId.normal(row.getField(column).strip()) : "";
    if (ClientId.isOne(id)) {
      lines.putIfAbsent(id, line);
    } else {
      note(line, "\"" + ClientId.shown(id) + "\" is no customer's id: it " + ClientId.WANTED);
    }
  }

  private void note(int line, String what) {
    mistakes.add(new Finding(new Place(name, line, 0), what));
  }
}
