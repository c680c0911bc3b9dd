package dev.perennial.emulator.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a SAM template declares, as far as the laptop stack runs it. Maps are by logical id, in the
 * order of the file; conditions and functions such as {@code !Sub} are resolved.
 */
public record Template(
    String stackName,
    Map<String, Table> tables,
    Map<String, Queue> queues,
    Map<String, Bus> buses,
    Map<String, Function> functions,
    List<Route> routes,
    List<Rule> rules,
    List<Schedule> schedules,
    List<StreamSource> streams,
    List<QueueSource> queueSources,
    Map<String, ConfigurationSet> configurationSets) {

  /** The region that ARNs and events name. */
  public static final String REGION = "us-east-1";

  /** The account that ARNs and events name. */
  public static final String ACCOUNT = "000000000000";

  /**
   * Reads a template file.
   *
   * @param parameters values of declared parameters, and pseudo-parameters such as {@code
   *     AWS::StackName}; the others have their defaults
   * @throws TemplateException naming the line of what cannot be used
   */
  public static Template read(Path file, Map<String, String> parameters) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("the template " + file + " cannot be read", e);
    }
  }

  /**
   * Reads the text of a template.
   *
   * @param name what errors call the template
   */
  public static Template parse(String name, String text, Map<String, String> parameters) {
    return new TemplateReader(Yaml.parse(name, text), parameters).read();
  }

  /** A table; {@code stream} is the view type of its stream, or null without one. */
  public record Table(
      String id,
      String name,
      List<Key> keys,
      Map<String, String> attributeTypes,
      @Nullable String stream,
      List<Index> indexes) {}

  /** One attribute of a key, HASH or RANGE. */
  public record Key(String attribute, String type) {}

  /** A global secondary index. */
  public record Index(String name, List<Key> keys, String projection, List<String> attributes) {}

  /**
   * A standard queue; {@code deadLetterArn} is null without a redrive policy.
   *
   * @param maxReceives how often a message may be received before it is a dead letter
   */
  public record Queue(
      String id,
      String name,
      String url,
      String arn,
      Duration visibility,
      Duration delay,
      @Nullable String deadLetterArn,
      int maxReceives) {}

  /** A custom event bus. The default bus exists without being declared. */
  public record Bus(String id, String name, String arn) {}

  /**
   * A function.
   *
   * @param memory in MB
   * @param retries how often an asynchronous invocation that failed is tried again
   * @param onFailureArn gets the record of an asynchronous invocation that failed for good
   * @param deadLetterArn gets its event
   * @param where the file and line that declares it
   */
  public record Function(
      String id,
      String name,
      String arn,
      String handler,
      Map<String, String> environment,
      int memory,
      Duration timeout,
      int retries,
      @Nullable String onFailureArn,
      @Nullable String deadLetterArn,
      String where) {}

  /** A route of the HTTP API; {@code path} may hold {@code {name}} and {@code {name+}}. */
  public record Route(String function, String method, String path, Access access) {
    /** The route's key as Lambda sees it, such as {@code GET /customers/{customerId}}. */
    public String key() {
      return method + " " + path;
    }
  }

  /** Who may call a route. */
  public enum Access {
    /** Anybody. */
    OPEN,
    /** Callers who sign with IAM credentials. */
    IAM,
    /** Callers with a token of an authorizer. */
    TOKEN
  }

  /**
   * A rule of a bus, for one of its targets.
   *
   * @param bus the bus's name or ARN
   * @param pattern the event pattern, as JSON
   * @param targetArn a function or a queue
   * @param input constant JSON that replaces the event, or null
   */
  public record Rule(
      String name,
      String arn,
      String bus,
      String pattern,
      String targetArn,
      @Nullable String input) {}

  /**
   * A schedule of EventBridge Scheduler.
   *
   * @param expression {@code cron(...)}, {@code rate(...)} or {@code at(...)}
   */
  public record Schedule(
      String name, String function, String expression, ZoneId zone, @Nullable String input) {}

  /**
   * A function's reading of a table's stream.
   *
   * @param table the table's logical id
   * @param retries how often a failed batch is tried again; -1 until it succeeds
   * @param filters event patterns as JSON; empty means every record
   * @param fromNow whether records from before the first start are left out
   */
  public record StreamSource(
      String name,
      String function,
      String table,
      int batchSize,
      int retries,
      boolean bisect,
      boolean reportsFailures,
      boolean fromNow,
      List<String> filters,
      @Nullable String failureArn) {}

  /** A function's reading of a queue, given by its logical id. */
  public record QueueSource(
      String name, String function, String queue, int batchSize, boolean reportsFailures) {}

  /**
   * An SES configuration set.
   *
   * @param eventTypes what it puts on the default bus, such as SEND; empty for nothing
   */
  public record ConfigurationSet(String id, String name, List<String> eventTypes) {}
}
