package dev.perennial.laptop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a deployment would be told of its mail: as {@code init} noted it in shop.yaml. */
record MailParameters(String sender, String postalAddress) {
  /** The demonstration's. */
  private static final MailParameters USUAL =
      new MailParameters(
          "hello@shop.example.com", "Perennial Gifts, 1 Example Street, London N1 9GU");

  private static final Pattern NOTED =
      Pattern.compile("(?m)^# Of the deployment: Sender=\"([^\"]+)\" PostalAddress=\"([^\"]+)\"$");

  static MailParameters of(Path shop) throws IOException {
    if (!Files.isRegularFile(shop)) {
      return USUAL;
    }
    // a file that is not UTF-8 is told by whoever reads it as YAML
    var text = new String(Files.readAllBytes(shop), StandardCharsets.UTF_8);
    var noted = NOTED.matcher(text);
    return noted.find() ? new MailParameters(noted.group(1), noted.group(2)) : USUAL;
  }
}
