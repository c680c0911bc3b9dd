package dev.perennial.laptop.cost;

import dev.perennial.bench.Synthetic;
import dev.perennial.emulator.schedules.Expression;
import dev.perennial.emulator.template.Template;
import dev.perennial.laptop.cost.Bill.Line;
import dev.perennial.replay.Usage;
import dev.perennial.replay.Usage.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bills what a measured run used, a million times over. */
public final class Costs {
  /** A month, when idle ones are billed. */
  public static final Duration MONTH = Duration.ofDays(30);

  /** When it begins. */
  public static final Instant IDLE = Instant.parse("2011-01-01T00:00:00Z");

  /** The function that counts what campaigns bring. */
  public static final String CENSUS = "CensusFunction";

  private static final long MILLION = 1_000_000;

  /** Of memory for one vCPU on Lambda; a function with less has as much less of it. */
  private static final double MEGABYTES_A_CPU = 1769;

  /** Half a millisecond is lost to rounding up, in the mean. */
  private static final double ROUNDING_SECONDS = 0.0005;

  /** The line that template.yaml asks for, filled in, with the 26 that CloudWatch adds. */
  private static final int LOG_BYTES_AN_API_CALL = 200 + 26;

  /** A message is sent, received and deleted. */
  private static final int CALLS_A_MESSAGE = 3;

  /** Lambda keeps five pollers at a queue, each asking every 20 seconds while it is empty. */
  private static final long POLLS_A_DAY = 5 * 3 * 60 * 24;

  /** Shards of a new table's stream: what a batch wrote comes to the relay in as many calls. */
  private static final int SHARDS = 4;

  private static final String RELAY = "OutboxRelayFunction";

  private final Template template;
  private final Usage usage;

  /**
   * @param template what ran
   * @param usage what it used
   */
  public Costs(Template template, Usage usage) {
    this.template = template;
    this.usage = usage;
  }

  /** A million purchases by API, of which nobody asks for the event. */
  public Bill purchases() {
    return calls("a million purchases", "PurchasesFunction");
  }

  /** A million refunds by API, likewise. */
  public Bill refunds() {
    return calls("a million refunds", "RefundsFunction");
  }

  private Bill calls(String of, String function) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("HTTP API", Price.API_CALLS, 1));
    lines.add(new Line("HTTP API", Price.LOG_BYTES, LOG_BYTES_AN_API_CALL));
    lines.addAll(function(function, usage.spent(function).invocations()));
    lines.addAll(relayed());
    return new Bill(of, MILLION, lines);
  }

  /**
   * A million purchases by the queue, sent, received and deleted ten at a time.
   *
   * @param purchases how many the run had of them, all by the queue
   */
  public Bill queued(long purchases) {
    var function = "QueuedPurchasesFunction";
    var batches = (double) usage.spent(function).invocations() / purchases;
    var lines = new ArrayList<Line>();
    lines.add(new Line("PurchaseQueue", Price.QUEUE_CALLS, CALLS_A_MESSAGE * batches));
    lines.addAll(function(function, purchases));
    for (var line : function(RELAY, purchases)) {
      var calls = line.price() == Price.FUNCTION_CALLS;
      var each = calls ? Math.min(1, line.each() * SHARDS) : line.each();
      lines.add(new Line(line.part(), line.price(), each));
    }
    return new Bill("a million purchases by the queue", MILLION, lines);
  }

  /** A million events that a campaign asks for, to the claim of a mail or the reason for none. */
  public Bill asked() {
    var lines = new ArrayList<Line>();
    lines.add(new Line("bus", Price.EVENTS, 1));
    lines.addAll(function("CampaignEventsFunction", usage.spent(RELAY).events()));
    return new Bill("a million events that a campaign asks for", MILLION, lines);
  }

  /**
   * What one line costs from the stream to the relay, if it comes alone: in a busy hour an
   * invocation takes many.
   */
  private List<Line> relayed() {
    return function(RELAY, usage.spent(RELAY).invocations());
  }

  /**
   * Keeping what a million of something left in a table.
   *
   * @param of what, in words
   * @param bytes of one of them, in the table
   * @param months how long
   */
  public static Bill kept(String of, double bytes, int months) {
    var time = months == 1 ? "a month" : months == 12 ? "a year" : months + " months";
    return new Bill(
        "a million " + of + " kept " + time,
        MILLION,
        List.of(
            new Line("table", Price.STORED_BYTES, bytes * months),
            new Line("recovery", Price.RECOVERY_BYTES, bytes * months)));
  }

  /**
   * A million mails, from the claim in the stream.
   *
   * @param sent how many the run sent
   */
  public Bill mails(long sent) {
    var lines = new ArrayList<>(function("ClaimsFunction", sent));
    lines.addAll(function("MailFunction", sent));
    lines.add(new Line("SES", Price.MAILS, 1));
    return new Bill("a million mails", MILLION, lines);
  }

  /**
   * One nightly pass over a million customers, with its moves, which no campaign asks for.
   *
   * @param pass what the pass over a crowd used, under the name of its function
   */
  public Bill night(Usage pass) {
    var worker = pass.spent(Synthetic.FUNCTION);
    var lines = new ArrayList<>(lines(Synthetic.FUNCTION, worker, worker.scanned()));
    var moves = (double) worker.writes() / worker.scanned();
    for (var line : relayed()) {
      lines.add(new Line(line.part(), line.price(), line.each() * moves));
    }
    return new Bill("a night of a million customers", MILLION, lines);
  }

  /**
   * A million journeys that an event begins, from the event to the claim of their last mail.
   *
   * @param of what, in words
   * @param run journeys that were lived, and nothing else
   */
  public Bill journeys(String of, WaitingJourneys run) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("bus", Price.EVENTS, 1));
    for (var function : WaitingJourneys.FUNCTIONS) {
      lines.addAll(function(function, run.count()));
    }
    return new Bill(of, MILLION, lines);
  }

  /** One census of a million customers, by one of fewer. */
  public Bill census() {
    var customers = usage.spent(CENSUS).scanned();
    var lines = new ArrayList<Line>();
    lines.add(new Line(name(CENSUS), Price.TICKS, 1));
    for (var line : function(CENSUS, 1)) {
      var grows = line.price() == Price.GB_SECONDS || line.price() == Price.READ_UNITS;
      var each = grows ? line.each() * MILLION / customers : line.each();
      lines.add(new Line(line.part(), line.price(), each));
    }
    return new Bill("a census of a million customers", 1, lines);
  }

  /**
   * How many of a month's ticks the laptop passed over since nothing was due, by function.
   *
   * @see #idle
   */
  public SortedMap<String, Long> passedOver() {
    var passed = new TreeMap<String, Long>();
    for (var schedule : template.schedules()) {
      var function = schedule.function();
      var ticks = ticks(schedule) - usage.spent(function).invocations();
      if (ticks > 0) {
        passed.put(function, ticks);
      }
    }
    return passed;
  }

  /**
   * The ticks of a month at which nothing is due, by what some of them used.
   *
   * @param ticks how many, by function
   */
  public Bill ticks(SortedMap<String, Long> ticks) {
    var lines = new ArrayList<Line>();
    ticks.forEach(
        (function, many) -> {
          lines.add(new Line(name(function), Price.TICKS, many));
          for (var line : function(function, usage.spent(function).invocations())) {
            lines.add(new Line(line.part(), line.price(), line.each() * many));
          }
        });
    return new Bill("a month of ticks with nothing due", 1, lines);
  }

  private static long ticks(Template.Schedule schedule) {
    var expression = Expression.parse(schedule.expression(), schedule.zone(), IDLE);
    var end = IDLE.plus(MONTH);
    var count = 0L;
    for (var tick = expression.after(IDLE); tick.isPresent() && !tick.get().isAfter(end); ) {
      count++;
      tick = expression.after(tick.get());
    }
    return count;
  }

  /**
   * A month in which nothing happens, by what the run used: one of such days, without customers.
   * Ticks that were passed over are not in it.
   */
  public Bill idle() {
    var lines = new ArrayList<Line>();
    for (var schedule : template.schedules()) {
      var calls = usage.spent(schedule.function()).invocations();
      lines.add(new Line(name(schedule.function()), Price.TICKS, calls));
    }
    for (var function : template.functions().keySet()) {
      if (usage.spent(function).invocations() > 0) {
        lines.addAll(function(function, 1));
      }
    }
    for (var source : template.queueSources()) {
      lines.add(new Line(name(source.function()), Price.QUEUE_CALLS, POLLS_A_DAY * MONTH.toDays()));
    }
    return new Bill("an idle month", 1, lines);
  }

  /**
   * What a function used for one of {@code many}. Its time was measured on this machine's whole
   * core, with the time that DynamoDB Local took; Lambda gives less of a core.
   */
  private List<Line> function(String id, long many) {
    return lines(id, usage.spent(id), many);
  }

  private List<Line> lines(String id, Spent spent, long many) {
    var declared = template.functions().get(id);
    if (declared == null || many == 0) {
      throw new IllegalArgumentException("the run did nothing to bill " + id + " by");
    }
    var seconds =
        spent.seconds() * Math.max(1, MEGABYTES_A_CPU / declared.memory())
            + spent.invocations() * ROUNDING_SECONDS;
    var lines = new ArrayList<Line>();
    add(lines, id, Price.FUNCTION_CALLS, (double) spent.invocations() / many);
    add(lines, id, Price.GB_SECONDS, seconds * declared.memory() / 1024 / many);
    add(lines, id, Price.WRITE_UNITS, (double) spent.writeUnits() / many);
    add(lines, id, Price.READ_UNITS, spent.readUnits() / many);
    add(lines, id, Price.QUEUE_CALLS, (double) CALLS_A_MESSAGE * spent.queueCalls() / many);
    add(lines, id, Price.LOG_BYTES, (double) spent.logBytes() / many);
    return lines;
  }

  private static void add(List<Line> lines, String function, Price price, double each) {
    if (each > 0) {
      lines.add(new Line(name(function), price, each));
    }
  }

  private static String name(String function) {
    return function.replaceFirst("Function$", "");
  }
}
