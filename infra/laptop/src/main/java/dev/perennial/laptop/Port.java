package dev.perennial.laptop;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port. */
final class Port implements ITypeConverter<Integer> {
  private static final int LARGEST = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      var port = Integer.parseInt(text);
      if (port >= 0 && port <= LARGEST) {
        return port;
      }
    } catch (NumberFormatException e) {
      // no number is no port either
    }
    throw new TypeConversionException(
        "\"" + text + "\" is no port; it must lie between 1 and " + LARGEST);
  }
}
