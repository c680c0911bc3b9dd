package dev.perennial.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/** Reads numbers finer than an amount is: quantities, unit prices and rates. */
public final class Decimals {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}([.][0-9]{1,20})?");
  private static final String QUANTITY =
      "must be a number above 0, at most %d, of at most six decimals";

  private Decimals() {}

  /** A price for one piece as decimal text, maybe finer than a minor unit; in its millionths. */
  public static long unitPrice(Fields fields, String name, Currency currency) throws BadInput {
    var value = required(fields, name);
    if (!value.isTextual()) {
      throw fields.refuse(name, value, "must be a decimal in quotes, such as \"12.50\"");
    }
    try {
      return Amounts.parseUnitPrice(value.textValue(), currency);
    } catch (IllegalArgumentException e) {
      throw fields.refuse(name, value, String.valueOf(e.getMessage()));
    }
  }

  /** A decimal number, as a number or in quotes. */
  public static BigDecimal number(Fields fields, String name) throws BadInput {
    var value = required(fields, name);
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
      return new BigDecimal(value.textValue());
    }
    throw fields.refuse(name, value, "must be a decimal number, such as 0.86");
  }

  /**
   * A quantity other than 0, below 0 for what comes back, in millionths.
   *
   * @param max of whole pieces, either way
   */
  public static long quantity(Fields fields, String name, long max) throws BadInput {
    var quantity = anyQuantity(fields, name, max);
    if (quantity == 0) {
      throw fields.refuse(name, fields.value(name), QUANTITY.formatted(max));
    }
    return quantity;
  }

  /** A quantity above 0, in millionths. */
  public static long positiveQuantity(Fields fields, String name, long max) throws BadInput {
    var quantity = anyQuantity(fields, name, max);
    if (quantity <= 0) {
      throw fields.refuse(name, fields.value(name), QUANTITY.formatted(max));
    }
    return quantity;
  }

  private static long anyQuantity(Fields fields, String name, long max) throws BadInput {
    var value = required(fields, name);
    var number = value.isNumber() ? value.decimalValue() : null;
    var fits =
        number != null
            && number.abs().compareTo(BigDecimal.valueOf(max)) <= 0
            && number.stripTrailingZeros().scale() <= Millionths.DECIMALS;
    if (number == null || !fits) {
      throw fields.refuse(name, value, QUANTITY.formatted(max));
    }
    return Millionths.of(number);
  }

  private static JsonNode required(Fields fields, String name) throws BadInput {
    if (!fields.has(name)) {
      throw BadInput.at(fields.at(name), "is missing");
    }
    return fields.value(name);
  }
}
