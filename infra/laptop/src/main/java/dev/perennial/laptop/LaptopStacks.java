package dev.perennial.laptop;

import dev.perennial.cli.Failed;
import dev.perennial.cli.LocalStacks;
import dev.perennial.cli.OpenStack;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.StackClock;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.Usage;
import dev.perennial.runtime.cloud.Cloud;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The emulator's stacks, for the command line. */
public final class LaptopStacks implements LocalStacks {
  @Override
  public OpenStack open(Path data) throws IOException {
    return opened(data);
  }

  static Opened opened(Path data) throws IOException {
    var here = CommandPage.stackOn(data);
    return here.isPresent()
        ? new Opened(here.get(), false)
        : new Opened(Laptop.openOrTell(data), true);
  }

  /**
   * Opens the stack of a folder to load orders into it; one that is not there yet is made.
   *
   * @param now what its clock shows then, unless it shows a later instant
   * @param usage measures one that isn't up already
   * @throws Failed when one that is up would have to live too long until then
   */
  static Opened toLoad(Path data, Instant now, Usage usage) throws IOException, ProgrammeFault {
    var here = CommandPage.stackOn(data);
    if (here.isEmpty()) {
      return new Opened(Laptop.start(data, now, UpCommand.PORT, usage), true);
    }
    var clock = here.get().clock().instant();
    if (now.isAfter(clock.plus(StackClock.FURTHEST))) {
      throw new Failed(
          "the last order is of %s, and the stack that is up on %s shows %s: end it first"
              .formatted(now, data, clock));
    }
    here.get().advanceTo(now);
    return new Opened(here.get(), false);
  }

  @Override
  public int forward(Path data, List<String> arguments, PrintWriter out, PrintWriter err)
      throws IOException {
    return CommandPage.send(data, arguments, out, err);
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(
        RunCommand.class,
        UpCommand.class,
        ImportCommand.class,
        ReplayCommand.class,
        DryRunCommand.class,
        ClockCommand.class,
        CostCommand.class);
  }

  /**
   * A stack while a command works on it.
   *
   * @param own false for one that is up and stays so
   */
  record Opened(LaptopStack stack, boolean own) implements OpenStack {
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
    public void startFunctionsAnew() {
      stack.startFunctionsAnew();
    }

    @Override
    public void close() {
      if (own) {
        stack.close();
      }
    }
  }
}
