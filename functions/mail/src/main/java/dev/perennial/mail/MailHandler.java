package dev.perennial.mail;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.mail.Dispatch;
import dev.perennial.domain.mail.Dispatch.Outcome;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Log;
import dev.perennial.runtime.cloud.Metrics;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Messages;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.links.MailTags;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Moment;
import dev.perennial.runtime.transaction.Transactor;
import dev.perennial.storage.AddressDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The mail queue to SES. A mail is rendered first, marked SENDING just before the one call, and
 * SENT after it: a crash in between leaves it UNKNOWN, never sent twice.
 */
@Primes("mail-queued")
public final class MailHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** How often a mail log is read anew that others write: the message would come minutes later. */
  private static final int TRIES = 5;

  private final Stores stores;
  private final Transactor transactor;
  private final RulesInForce rules;
  private final Writer writer;
  private final AddressKeys keys;
  private final Post post;
  private final Queue queue;
  private final Clock clock;
  private final Duration inHand;
  private final Metrics metrics;
  private final Log log;

  /** On Lambda. */
  public MailHandler() {
    this(LambdaCloud.primed(MailHandler.class));
  }

  /** In a cloud. */
  public MailHandler(Cloud cloud) {
    this(cloud, Stores.in(cloud));
  }

  /** In a cloud whose customers are elsewhere. */
  MailHandler(Cloud cloud, Stores stores) {
    this.stores = stores;
    var links = new StackLinks(stores.programme());
    keys = new StackAddressKeys(links);
    // one for both: the writer has read them before SES is called, and nothing can fail after
    rules = new RulesInForce(stores.programme());
    writer = new Writer(cloud, stores, links, rules);
    post = new Post(cloud);
    queue = new Queue(cloud, "MAIL_QUEUE_URL");
    clock = cloud.clock();
    transactor = new Transactor(stores, rules, clock);
    metrics = Metrics.in(cloud);
    log = Log.in(cloud);
    inHand = Duration.ofSeconds(Long.parseLong(cloud.env("MAIL_VISIBILITY_SECONDS")));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Messages.each(batch, log, message -> send(MailTask.read(message.getBody())));
  }

  /** What became of a try. */
  private enum Try {
    /** The message is done with. */
    DONE,
    /** It must come back. */
    COMES_BACK,
    /** Another campaign, say, wrote the mail log meanwhile; nothing was sent. */
    STALE
  }

  /** Whether the message is done with. */
  private boolean send(MailTask task) {
    var tried = once(task);
    for (int i = 1; i < TRIES && tried == Try.STALE; i++) {
      tried = once(task);
    }
    return tried == Try.DONE;
  }

  private Try once(MailTask task) {
    var now = clock.instant();
    var customer = stores.customers().personWithMailLog(task.customerId());
    var shop = rules.at(now).programme().shop();
    return switch (Dispatch.decide(customer, task.sendId(), shop, now, inHand)) {
      case Outcome.Done _ -> Try.DONE;
      case Outcome.InHand _ -> Try.COMES_BACK;
      case Outcome.Later later -> {
        // a new message: waiting must not use up the tries of this one
        queue.send(List.of(task.body()), Duration.between(now, later.until()));
        yield Try.DONE;
      }
      case Outcome.Lost lost -> counted("unknown", written(lost.change()));
      case Outcome.Hold hold -> counted("held", written(hold.change()));
      case Outcome.Send send -> post(task, customer, send, now);
    };
  }

  private Optional<String> forbidden(Outcome.Send send) {
    var email = Objects.requireNonNull(send.profile().email(), "asked for before");
    var purpose = send.mail().purpose();
    return AddressDocuments.read(stores.programme(), keys.of(email))
        .forbidden(purpose, send.profile().consentFor(purpose));
  }

  private Try hold(Customer customer, MailTask task, String reason, Instant now) {
    return counted("held", written(Dispatch.hold(customer, task.sendId(), reason, now).change()));
  }

  private Try post(MailTask task, Customer customer, Outcome.Send send, Instant now) {
    return switch (writer.write(task, customer, send, now)) {
      case Writer.Written.Unusable unusable -> {
        var hold = Dispatch.hold(customer, task.sendId(), unusable.reason(), now);
        yield counted("held", written(hold.change()));
      }
      case Writer.Written.Unrenderable no -> {
        var hold = Dispatch.hold(customer, task.sendId(), "unrenderable", no.where(), now);
        var held = counted("held", written(hold.change()));
        if (held == Try.DONE) {
          tell(send.mail().campaign(), no);
        }
        yield held;
      }
      case Writer.Written.Letter letter -> {
        // asked as late as can be: others may have the address, too, or had it
        var forbidden = forbidden(send);
        if (forbidden.isPresent()) {
          yield hold(customer, task, forbidden.get(), now);
        }
        // no other worker, and no withdrawal of consent, came between reading and this
        if (written(send.change()) == Try.STALE) {
          yield Try.STALE;
        }
        var sending =
            new Customer(
                customer.customerId(),
                customer.account(),
                customer.profile(),
                send.change().mailLog());
        yield switch (post.send(letter.mime(), letter.from(), letter.to(), MailTags.of(task))) {
          case ACCEPTED ->
              counted(
                  "sent",
                  settle(
                      task,
                      sending,
                      (to, at) -> Dispatch.sent(to, task.sendId(), at.rules(), now)));
          case UNKNOWN ->
              counted(
                  "unknown",
                  settle(task, sending, (to, _) -> Dispatch.lost(to, task.sendId(), now)));
          case REFUSED -> {
            counted(
                "refused",
                settle(task, sending, (to, _) -> Dispatch.refused(to, task.sendId(), now)));
            yield Try.COMES_BACK;
          }
        };
      }
    };
  }

  /** Says where a template has a hole: its own words, and nothing of the customer. */
  private void tell(String campaign, Writer.Written.Unrenderable no) {
    var about =
        Map.of(
            "campaign", campaign,
            "template", no.where().template(),
            "line", Integer.toString(no.where().line()),
            "variable", no.where().variable(),
            "problem", no.problem());
    log.warn("a template can't be filled in", about);
    metrics.tell(Figure.UNRENDERABLE, about);
  }

  /** Writes what came of a SENDING; whoever settled it before, by an event of SES, was right. */
  private Try settle(
      MailTask task, Customer sending, BiFunction<Customer, Moment, Change> outcome) {
    var settle = new SettleSending(task, outcome);
    return transactor.runFrom(sending, settle) instanceof Transactor.Outcome.Answered<MailTask>
        ? Try.DONE
        : Try.COMES_BACK;
  }

  private Try counted(String state, Try written) {
    if (written == Try.DONE) {
      metrics.count(Figure.MAILS, state, 1);
    }
    return written;
  }

  private Try written(Change change) {
    return switch (stores.customers().write(change)) {
      case Written.Done _, Written.LineExists _ -> Try.DONE;
      case Written.Stale _ -> Try.STALE;
    };
  }
}
