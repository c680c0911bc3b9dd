package dev.perennial.pages;

import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.mailbox.Mail;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.runtime.links.MailTags;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /inbox}: the mails that SES would have sent; below it each one, and its HTML part. */
final class InboxPage implements Page {
  private static final String PATH = "/inbox";
  private static final int SIZE = 40;

  /** No scripts, nothing fetched; links open in a window of their own. */
  private static final String POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
          + " style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

  /** The stack's own pages, at whichever port they were when the mail was written. */
  private static final Pattern OWN_PAGES = Pattern.compile("http://localhost:\\d{1,5}(?=/p/)");

  private static final Pattern PART = Pattern.compile("/inbox/(\\d{1,7})(/html|/raw)?");

  private final Source source;
  private final Layout layout;

  InboxPage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    if (call.rawPath().length() <= PATH.length() + 1) {
      return list(Words.query(call.rawQuery()));
    }
    var path = PART.matcher(call.rawPath());
    var mail =
        path.matches()
            ? source.stack().mailbox().get(Integer.parseInt(path.group(1))).orElse(null)
            : null;
    if (mail == null) {
      return layout.missing(PATH, "No such mail", "The inbox has no mail of that number.", PATH);
    }
    return switch (path.group(2)) {
      case "/html" -> html(mail);
      case "/raw" -> HttpAnswer.of(200, "text/plain; charset=utf-8", mail.raw().asUtf8String());
      case null, default -> page(mail);
    };
  }

  private HttpAnswer list(Map<String, String> query) {
    var sought = query.getOrDefault("q", "").strip();
    var found =
        source.stack().mailbox().list().reversed().stream()
            .filter(mail -> matches(mail, sought))
            .toList();
    var pagination = Pagination.of(query, found.size(), SIZE);
    var main =
        Html.of(
            """
            <h1>Inbox</h1>
            <form class="search" method="get" action="/inbox">
            <input type="search" name="q" value="{}" placeholder="Customer, campaign or address" \
            aria-label="Customer, campaign or address"><button>Search</button></form>
            <p class="sub">{} sent, newest first. Nothing leaves this machine.</p>
            {}{}
            """,
            sought,
            Words.count(found.size(), "mail"),
            table(pagination.of(found)),
            pagination.links(PATH, query));
    return layout.page(PATH, "Inbox", main);
  }

  private boolean matches(Mail mail, String sought) {
    return sought.isEmpty()
        || customer(mail).equals(sought)
        || campaign(mail).equals(sought)
        || mail.to().stream().anyMatch(to -> to.contains(sought));
  }

  /** The customer that the mail's tags name. */
  private static String customer(Mail mail) {
    return tags(mail).customerId().orElse("");
  }

  private String campaign(Mail mail) {
    var key = Snapshot.mailKey(customer(mail), tags(mail).send());
    return source.snapshot().campaigns().getOrDefault(key, "");
  }

  private static MailTags tags(Mail mail) {
    return new MailTags(
        mail.tags().getOrDefault(MailTags.CUSTOMER, ""),
        mail.tags().getOrDefault(MailTags.SEND, ""));
  }

  private Html table(List<Mail> mails) {
    if (mails.isEmpty()) {
      return Html.of("<p class=\"card none\">No mail here yet.</p>");
    }
    var rows =
        mails.stream()
            .map(
                mail ->
                    Html.of(
                        "<li><a href=\"/inbox/{}\"><span class=\"to\">{}</span><span"
                            + " class=\"subject\">{}</span>{}<time>{}"
                            + "</time></a></li>",
                        mail.number(),
                        String.join(", ", mail.to()),
                        mail.subject(),
                        campaign(mail).isEmpty()
                            ? Html.NONE
                            : Html.of("<span class=\"tag\">{}</span>", campaign(mail)),
                        source.time(mail.at())))
            .toList();
    return Html.of("<ul class=\"card mails\">{}</ul>", rows);
  }

  private HttpAnswer page(Mail mail) {
    var size = source.stack().mailbox().size();
    var customer = customer(mail);
    var main =
        Html.of(
            """
            <p class="crumb"><a href="/inbox">Inbox</a> {} {}</p>
            <h1>{}</h1>
            <dl class="pairs card">
            <div><dt>From</dt><dd>{}</dd></div><div><dt>To</dt><dd>{}</dd></div>
            <div><dt>Sent</dt><dd>{}</dd></div>
            <div><dt>Customer</dt><dd><a href="{}">{}</a></dd></div>
            <div><dt>Tags</dt><dd>{}</dd></div></dl>
            <div class="reading"><section><h2>As HTML</h2>
            <iframe title="The HTML part" src="/inbox/{}/html" \
            sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></section>
            <section><h2>As text</h2><pre class="card">{}</pre></section></div>
            <details class="card"><summary>Headers</summary><dl class="pairs">{}</dl></details>
            <details class="card"><summary>Source</summary><pre>{}</pre>\
            <p><a href="/inbox/{}/raw">As a file of its own</a></p></details>
            """,
            mail.number() > 1 ? step(mail.number() - 1, "← Older") : Html.NONE,
            mail.number() < size ? step(mail.number() + 1, "Newer →") : Html.NONE,
            mail.subject(),
            mail.from(),
            String.join(", ", mail.to()),
            source.time(mail.at()),
            Story.person(customer),
            customer,
            pairs(mail.tags(), "<span class=\"tag\">{} = {}</span> "),
            mail.number(),
            mail.text(),
            pairs(mail.headers(), "<div><dt>{}</dt><dd>{}</dd></div>"),
            mail.raw().asUtf8String(),
            mail.number());
    return layout.page(PATH, mail.subject(), main);
  }

  private static Html step(int number, String text) {
    return Html.of("<a href=\"/inbox/{}\">{}</a>", number, text);
  }

  private static List<Html> pairs(Map<String, String> pairs, String template) {
    return pairs.entrySet().stream()
        .map(each -> Html.of(template, each.getKey(), each.getValue()))
        .toList();
  }

  private HttpAnswer html(Mail mail) {
    var html = mail.html();
    var shown = html == null ? "<p>This mail has no HTML part.</p>" : html;
    shown = OWN_PAGES.matcher(shown).replaceAll("");
    // links of a framed mail would open inside the frame, where forms are forbidden
    shown = shown.replaceFirst("(?i)<head([^>]*)>", "<head$1><base target=\"_blank\">");
    return Layout.answer(200, POLICY, shown);
  }
}
