package dev.perennial.mail;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.LinkSecret;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.links.SignedLinks;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.storage.InMemoryStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A shop in London that has one mail for Anna, in stores of its own. */
final class QueuedMail {
  /** A day of Anna's, on which she has 340 points, and 20 more that pend. */
  static final Instant NOW = Example.noon("2011-03-01");

  static final String SEND = "thanks#1#0";
  static final MailTask TASK = new MailTask("anna", SEND);

  private static final String VERSION = "000001";
  private static final byte[] SECRET =
      "a secret that only tests know of".getBytes(StandardCharsets.UTF_8);

  /** What signs the shop's links. */
  static final SignedLinks LINKS = new SignedLinks(SECRET);

  final InMemoryStores store = new InMemoryStores();
  final Stores stores = new Stores(store, store, store, store);

  /** With a secret, and no programme yet. */
  QueuedMail() {
    LinkSecret.keep(store, SECRET);
  }

  /** The shop as most tests have it: points are worth a penny. */
  QueuedMail programme() {
    return programme("0.01", "", "{}");
  }

  /**
   * The shop's first programme.
   *
   * @param worth of a point, in pounds
   * @param more of the shop, such as {@code , "countClicks": true}
   */
  QueuedMail programme(String worth, String more, String surveys) {
    var files =
        """
        {"shop": {"name": "Fern", "zone": "Europe/London", "currency": "GBP", "restDays": 5%s},
         "loyalty": {"earn": {"rate": 1, "categories": {}}, "pendingDays": 14, "validMonths": 12,
           "worth": %s, "expiryNotices": [], "tier": "member"},
         "surveys": %s}
        """
            .formatted(more, worth, surveys);
    var json = "{\"effectiveFrom\": \"1970-01-01T00:00:00Z\", \"files\": " + files + "}";
    new RulesLog(store).put(VERSION, RulesLog.Kind.PROGRAMME, json);
    return this;
  }

  /** The template of the mail: what the law asks for, and some HTML. */
  QueuedMail template(String html) {
    var law = "{{ postalAddress }} <a href=\"{{ unsubscribeUrl }}\">Unsubscribe</a>";
    var text = "Hello\n{{ postalAddress }}\n{{ unsubscribeUrl }}\n";
    var template = new CompiledTemplate("thanks", "Your points", "", html + law, text);
    Templates.documents(template, VERSION).forEach(store::putNew);
    return this;
  }

  /** Anna with a profile and a mail in a state since an instant. */
  QueuedMail anna(@Nullable Profile profile, State state, Instant since) {
    return anna(account("2011-12:340 2011-03-10/2012-03:20"), profile, mail(state, since, null));
  }

  /** Anna with an account, and lines of her history. */
  QueuedMail anna(
      Account account, @Nullable Profile profile, MailLog.Mail mail, HistoryLine... lines) {
    var log = new MailLog(1, Map.of(SEND, mail), new TreeSet<>(), mail.state().name(), SEND);
    var step = profile == null ? new ProfileStep.Keep() : new ProfileStep.Put(profile);
    store.write(new Change("anna", account, 0, step, log, 0, List.of(lines), List.of(), false));
    return this;
  }

  static Account account(String lots) {
    var bare = Example.account("anna", Example.DAYS, null);
    return new Account(
        "anna",
        1,
        1,
        bare.writtenAt(),
        Notation.lots(lots),
        0,
        bare.days(),
        1,
        bare.slices(),
        "gold",
        List.of(),
        false,
        Map.of());
  }

  static MailLog.Mail mail(State state, Instant since, @Nullable String trigger) {
    return new MailLog.Mail(
        "thanks", "thanks", "email", trigger, state, since, NOW.plus(Duration.ofDays(3)));
  }

  Customer anna() {
    return store.readWithMailLog("anna");
  }

  /** How far the mail has come; null when there is none. */
  @Nullable State state() {
    var mail = anna().mailLogOrNone().mails().get(SEND);
    return mail == null ? null : mail.state();
  }

  Rules rules() {
    return new RulesInForce(store).at(NOW);
  }
}
