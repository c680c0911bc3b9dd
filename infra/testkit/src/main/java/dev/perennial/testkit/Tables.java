package dev.perennial.testkit;

import dev.perennial.emulator.stack.LaptopStack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The tables of a stack as they are. */
public final class Tables {
  private Tables() {}

  /** A text attribute of an item that has it. */
  public static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }

  /** The real name of a table. */
  public static String table(LaptopStack stack, String id) {
    return Objects.requireNonNull(stack.template().tables().get(id), id).name();
  }

  /** Every item of a table. */
  public static List<Map<String, AttributeValue>> items(LaptopStack stack, String id) {
    var name = table(stack, id);
    return stack
        .dynamo()
        .scanPaginator(request -> request.tableName(name).consistentRead(true))
        .items()
        .stream()
        .toList();
  }
}
