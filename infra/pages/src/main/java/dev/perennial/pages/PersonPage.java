package dev.perennial.pages;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.segments.Bands;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /people/{id}}: everything that the tables hold of one customer. */
final class PersonPage {
  /** Mails not sent that stand beside the sent ones; the history has all. */
  private static final int HELD = 12;

  private static final Comparator<HistoryLine> OLDEST_FIRST =
      Comparator.comparing(HistoryLine::recordedAt)
          .thenComparingLong(HistoryLine::seq)
          .thenComparing(HistoryLine::id);

  private final Source source;
  private final Layout layout;

  PersonPage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  HttpAnswer answer(String customerId) {
    if (!ClientId.isOne(customerId)) {
      return unknown();
    }
    var customer = source.stores().customers().readWithMailLog(customerId);
    if (customer.account() == null && customer.profile() == null && customer.mailLog() == null) {
      return unknown();
    }
    var lines = new ArrayList<>(source.stores().history().startingWith(customerId, ""));
    lines.sort(OLDEST_FIRST.reversed());
    return layout.page("/people", "Customer " + customerId, main(customer, lines));
  }

  private HttpAnswer unknown() {
    return layout.missing(
        "/people", "No such customer", "Nothing was ever recorded under this id.", "/people");
  }

  private Html main(Customer customer, List<HistoryLine> lines) {
    var account = customer.accountOr("");
    var profile = customer.profile();
    var name = profile == null ? null : profile.name();
    return Html.of(
        """
        <p class="crumb"><a href="/people">Customers</a></p>
        <section class="hero"><h1>{} <span class="id">{}</span></h1><p class="chips">{}{}</p>\
        </section>
        {}
        <section class="card"><h2>What is expected</h2>{}</section>
        <section class="card"><h2>Purchase days</h2><p class="sub">The last 365 days, as tall as \
        what was spent.</p>{}</section>
        <div class="two">
        <section class="card"><h2>Profile</h2>{}</section>
        <section class="card"><h2>Mail</h2>{}</section>
        </div>
        <section class="card"><h2>Statement of points</h2>{}</section>
        <section class="card"><h2>History</h2><p class="sub">{}, newest first: what the ledger and \
        the campaigns wrote.</p>{}</section>
        """,
        name == null ? "Customer" : name,
        customer.customerId(),
        profile != null && new Attribute.Text("true").equals(profile.attributes().get("madeUp"))
            ? Html.of("<span class=\"tag\">made up</span> ")
            : gone(customer),
        account.segments().stream()
            .map(id -> Html.of("<a class=\"chip\" href=\"{}\">{}</a>", Story.people(id), id))
            .toList(),
        tiles(account),
        new PersonValue(source).of(account),
        Charts.year(account.days(), source.today(), source::money),
        profile(profile, customer),
        mail(customer, lines),
        statement(customer.customerId(), lines),
        Words.count(lines.size(), "line"),
        history(lines));
  }

  private Html tiles(Account account) {
    var today = source.today();
    var next = account.lots().nextExpiryOn(today);
    var last = account.days().last();
    var rfm = account.find(Bands.SLICE);
    return Html.of(
        "<dl class=\"tiles\">{}{}{}{}</dl>",
        tile(
            "Points to spend",
            Words.count(account.balanceOn(today)),
            next == null
                ? "none expire"
                : Words.count(next.getValue())
                    + " expire "
                    + Words.day(next.getKey().atEndOfMonth())),
        tile(
            "Pending",
            Words.count(account.pendingOn(today)),
            account.debt() > 0 ? Words.count(account.debt()) + " owed" : "none owed"),
        tile(
            "Spend, net",
            source.money(account.days().spend()),
            Words.count(account.days().orders(), "order")
                + (last == null ? "" : ", last " + Words.day(last))),
        tile(
            "Recency, frequency, monetary",
            bands(rfm),
            (account.tier().isEmpty() ? "no tier" : "tier " + account.tier())
                + (rfm == null ? "" : " · by " + rfm.version())));
  }

  private static String bands(@Nullable Bands bands) {
    return bands == null
        ? "—"
        : bands.recency() + " · " + bands.frequency() + " · " + bands.monetary();
  }

  private static Html tile(String name, String figure, String more) {
    return Html.of("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>", name, figure, more);
  }

  private static Html gone(Customer customer) {
    var into = customer.mergedInto();
    if (into != null) {
      return Html.of(
          "<span class=\"tag\">now <a href=\"{}\">{}</a></span> ", Story.person(into), into);
    }
    return customer.erased() ? Html.of("<span class=\"tag\">erased</span> ") : Html.NONE;
  }

  private Html profile(@Nullable Profile profile, Customer customer) {
    if (profile == null) {
      return Html.of(
          "<p class=\"none\">{}</p>",
          customer.mergedInto() != null
              ? "Merged into another customer, whose profile is the person's."
              : customer.erased()
                  ? "Erased."
                  : "None yet: no mail before PUT /customers brings one.");
    }
    var rows = new ArrayList<Html>();
    row(rows, "Email", profile.email());
    row(rows, "Language", profile.language());
    row(rows, "Zone", profile.zone());
    row(rows, "Country", profile.country());
    row(rows, "Region", profile.fields().get(Profile.Field.REGION));
    row(rows, "Postcode", profile.fields().get(Profile.Field.POSTCODE));
    var birthday = profile.birthday();
    row(rows, "Birthday", birthday == null ? null : Words.day(birthday));
    profile.attributes().forEach((name, each) -> row(rows, name, Words.value(each)));
    profile
        .consents()
        .forEach(
            (purpose, consent) ->
                row(
                    rows,
                    "Consent to " + purpose,
                    "%s on %s (%s)"
                        .formatted(
                            consent.granted() ? "given" : "withdrawn",
                            source.time(consent.at()),
                            consent.source())));
    if (!profile.consents().containsKey("email")) {
      row(rows, "Consent to email", "never given");
    }
    return Html.of("<dl class=\"pairs\">{}</dl>", rows);
  }

  private static void row(List<Html> rows, String name, @Nullable String value) {
    if (value != null) {
      rows.add(Html.of("<div><dt>{}</dt><dd>{}</dd></div>", name, value));
    }
  }

  private Html mail(Customer customer, List<HistoryLine> lines) {
    var parts = new ArrayList<Html>();
    var mailLog = customer.mailLogOrNone();
    for (var reason : mailLog.forbids()) {
      parts.add(Html.of("<p class=\"warn\">No mail: {}.</p>", Story.reason(reason)));
    }
    mailLog.journeys().values().forEach(each -> parts.add(journey(each)));
    var mails = new ArrayList<>(mailLog.mails().entrySet());
    mails.sort(Comparator.comparing(each -> each.getValue().since(), Comparator.reverseOrder()));
    mails.forEach(each -> parts.add(send(each.getKey(), each.getValue())));
    var held = lines.stream().filter(line -> isHeld(line, mailLog)).toList();
    held.stream().limit(HELD).forEach(line -> parts.add(decision(line, (Decided) line.event())));
    if (held.size() > HELD) {
      parts.add(
          Html.of(
              "<li class=\"soft\">{} more were not sent: see the history.</li>",
              Words.count(held.size() - HELD)));
    }
    var heading =
        Html.of(
            "<p class=\"sub\">Mails of the last 60 days and what became of them; and what was not"
                + " sent, with the reason. <a href=\"/inbox?q={}\">In the inbox</a></p>",
            HttpCall.encoded(customer.customerId()));
    return parts.isEmpty()
        ? Html.of("{}<p class=\"none\">No campaign has met this customer.</p>", heading)
        : Html.of("{}<ul class=\"mail-log\">{}</ul>", heading, parts);
  }

  private static boolean isHeld(HistoryLine line, MailLog mailLog) {
    return line.event() instanceof Decided decided
        && !mailLog.mails().containsKey(decided.sendId());
  }

  private Html journey(Journey journey) {
    var state =
        journey.ended()
            ? journey.reason()
            : "at step " + journey.place() + " until " + source.time(journey.due());
    return Html.of(
        "<li><b>{}</b> <span class=\"state journey\">{}</span> <span class=\"soft\">began {}{}"
            + "</span></li>",
        Words.title(journey.campaign()),
        state,
        source.time(journey.enteredAt()),
        journey.ended() || journey.reason().isEmpty() ? "" : " · waits: " + journey.reason());
  }

  private Html send(String sendId, MailLog.Mail mail) {
    return Html.of(
        "<li><b>{}</b> <span class=\"state {}\">{}</span> <span class=\"soft\">{} · {}</span></li>",
        Words.title(mail.campaign()),
        mail.state().name().toLowerCase(Locale.ROOT),
        mail.state().name().toLowerCase(Locale.ROOT),
        source.time(mail.since()),
        sendId);
  }

  private Html decision(HistoryLine line, Decided decided) {
    return Html.of(
        "<li><b>{}</b> <span class=\"state held\">not sent</span> <span class=\"soft\">{} ·"
            + " {}</span></li>",
        Words.title(decided.campaign()),
        source.time(line.recordedAt()),
        Story.reason(decided.reason()));
  }

  /** As a bank would state them: oldest first, with what stood after each line. */
  private Html statement(String customerId, List<HistoryLine> lines) {
    var ledger = lines.stream().filter(HistoryLine::advancesAccount).toList();
    var statement = Statement.of(customerId, ledger, source.zone(), source.today());
    if (statement.entries().isEmpty()) {
      return Html.of("<p class=\"none\">No points came or went yet.</p>");
    }
    var rows =
        statement.entries().stream()
            .map(
                each ->
                    Html.of(
                        "<tr><td class=\"when\">{}</td><td class=\"what\">{}</td><td"
                            + " class=\"n\"><span class=\"{}\">{}</span></td><td"
                            + " class=\"n\">{}</td><td class=\"when\">{}</td></tr>",
                        source.time(each.at()),
                        Words.title(each.what()),
                        each.points() < 0 ? "loss" : "gain",
                        Words.gain(each.points()),
                        Words.count(each.balance()),
                        each.expires() == null ? "" : Words.day(each.expires())))
            .toList();
    var sums = statement.sums();
    return Html.of(
        "<p class=\"sub\">Oldest first, as recorded. Of {} that came, {} went, {} expired and {}"
            + " are left{}.</p><div class=\"scroll\"><table class=\"list\"><thead><tr><th>When</th>"
            + "<th>What</th><th class=\"n\">Points</th><th class=\"n\">Balance after</th>"
            + "<th>Good until</th></tr></thead><tbody>{}</tbody></table></div>",
        Words.count(sums.issued() + sums.returned() + sums.given() + sums.forgiven(), "point"),
        Words.count(sums.clawedBack() + sums.redeemed() + sums.taken()),
        Words.count(sums.expired()),
        Words.count(sums.liability()),
        sums.debt() > 0 ? ", with " + Words.count(sums.debt()) + " owed" : "",
        rows);
  }

  private Html history(List<HistoryLine> lines) {
    var story = new Story(source);
    var rows =
        lines.stream()
            .map(
                line ->
                    Html.of(
                        "<tr><td class=\"when\">{}</td><td class=\"what\"><span class=\"dot"
                            + " {}\"></span>{}{} <span class=\"soft\">{}</span></td><td>{}</td><td"
                            + " class=\"n\">{}</td></tr>",
                        source.time(line.at()),
                        Story.kind(line.event()),
                        Story.title(line.event()),
                        Story.cause(line.cause()),
                        story.text(line.event()),
                        Story.changes(line),
                        Story.points(line)))
            .toList();
    return Html.of(
        "<div class=\"scroll\"><table"
            + " class=\"list\"><thead><tr><th>When</th><th>What</th><th>Segments</th><th"
            + " class=\"n\">Points</th></tr></thead><tbody>{}</tbody></table></div>",
        rows);
  }
}
