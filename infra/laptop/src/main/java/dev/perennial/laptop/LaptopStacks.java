package dev.perennial.laptop;

import dev.perennial.cli.LocalStacks;
import dev.perennial.cli.OpenStack;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.runtime.cloud.Cloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The emulator's stacks, for the command line. */
public final class LaptopStacks implements LocalStacks {
  @Override
  public OpenStack open(Path data) throws IOException {
    return new Opened(Laptop.open(data));
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(
        RunCommand.class,
        UpCommand.class,
        ImportCommand.class,
        ReplayCommand.class,
        CostCommand.class);
  }

  private record Opened(LaptopStack stack) implements OpenStack {
    @Override
    public DynamoDbClient dynamo() {
      return stack.dynamo();
    }

    @Override
    public String table(String id) {
      return Laptop.table(stack, id);
    }

    @Override
    public Cloud cloud(String function) {
      return stack.cloud(function);
    }

    @Override
    public Instant now() {
      return stack.clock().instant();
    }

    @Override
    public void drain() {
      stack.drain();
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}
