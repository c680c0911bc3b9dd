package dev.perennial.mail;

import dev.perennial.domain.campaigns.CampaignVersions;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.mail.Dispatch;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.mail.render.Letter;
import dev.perennial.mail.render.MailRenderer;
import dev.perennial.mail.render.Mailbox;
import dev.perennial.mail.render.Rendering;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** Writes a customer's mail: template and model to MIME. */
final class Writer {
  private final RulesInForce rules;
  private final HistoryStore history;
  private final Templates templates;
  private final StackLinks links;
  private final AddressKeys keys;
  private final MailRenderer renderer = new MailRenderer();
  private final Mailbox sender;
  private final String postalAddress;
  private final String baseUrl;

  Writer(Cloud cloud, Stores stores, StackLinks links, RulesInForce rules) {
    this.links = links;
    keys = new StackAddressKeys(links);
    var store = stores.programme();
    history = stores.history();
    this.rules = rules;
    templates = new Templates(store);
    sender = Mailbox.sender(cloud.env("SENDER"));
    postalAddress = cloud.env("POSTAL_ADDRESS");
    baseUrl = cloud.env("BASE_URL");
  }

  sealed interface Written {
    /** A mail, and the bare addresses of its envelope. */
    record Letter(SdkBytes mime, String from, String to) implements Written {}

    /** No mail can be written; the reason holds it. */
    record Unusable(String reason) implements Written {}

    /**
     * The template can't be filled in for this customer.
     *
     * @param problem in the template's own words, and nothing of the customer
     */
    record Unrenderable(Dispatch.Unwritten where, String problem) implements Written {}
  }

  Written write(MailTask task, Customer customer, Dispatch.Outcome.Send send, Instant now) {
    var inForce = rules.at(now);
    var by = new CampaignVersions(inForce).programme(customer.mailLogOrNone(), task.sendId());
    var template = templates.find(send.mail().template(), by.version()).orElse(null);
    if (template == null) {
      return new Written.Unusable("no-template");
    }
    var profile = send.profile();
    var name = profile.name() == null ? "" : profile.name();
    var address = profile.email() == null ? "" : profile.email();
    if (!(Mailbox.read(name, address) instanceof Mailbox.Reading.Usable to)) {
      return new Written.Unusable("bad-address");
    }
    var unsubscribe =
        baseUrl
            + "/p/unsubscribe?t="
            + links.signed().token("unsubscribe", task.customerId(), keys.of(address));
    var model = model(customer, send, inForce, now, unsubscribe);
    model.put(
        "coupon",
        CouponModel.of(customer, task.sendId(), send.mail().campaign(), history, inForce));
    model.put("surveys", SurveysModel.of(inForce.programme(), links.signed(), baseUrl, task));
    return switch (renderer.render(template, model)) {
      case Rendering.Unrenderable no ->
          new Written.Unrenderable(
              new Dispatch.Unwritten(no.file(), no.line(), no.variable()), no.reason());
      case Rendering.Mail mail -> {
        var named = new Mailbox(inForce.programme().shop().name(), sender.address());
        var envelope =
            new Letter.Envelope(
                sender.name().isEmpty() ? named : sender,
                to.mailbox(),
                unsubscribe,
                now,
                messageId(task));
        yield new Written.Letter(
            SdkBytes.fromByteArray(Letter.mime(envelope, counted(mail, task, inForce))),
            sender.address(),
            to.mailbox().address());
      }
    };
  }

  private Rendering.Mail counted(Rendering.Mail mail, MailTask task, Rules inForce) {
    if (!inForce.programme().shop().countClicks()) {
      return mail;
    }
    var html =
        new CountedLinks(baseUrl, links.signed()).in(mail.html(), task.customerId(), task.sendId());
    return new Rendering.Mail(mail.subject(), html, mail.text());
  }

  private String messageId(MailTask task) {
    var domain = sender.address().substring(sender.address().indexOf('@') + 1);
    return "<" + Digest.of(task.customerId() + "/" + task.sendId()) + "@" + domain + ">";
  }

  private Map<String, Object> model(
      Customer customer,
      Dispatch.Outcome.Send send,
      Rules inForce,
      Instant now,
      String unsubscribe) {
    var profile = send.profile();
    var shop = inForce.programme().shop();
    var model = new HashMap<String, Object>();
    model.put("customer", PersonModel.of(profile));
    var account = customer.accountOr(inForce.programme().loyalty().tier());
    var points = new HashMap<String, Object>(PointsModel.of(account, inForce, now));
    var trigger = send.mail().trigger();
    var line =
        trigger == null ? null : PersonHistory.of(history, customer).find(trigger).orElse(null);
    if (line != null && line.event() instanceof Purchased bought) {
      points.putAll(PointsModel.of(bought));
      model.put("purchase", Map.of("id", bought.purchaseId()));
    }
    model.put("points", points);
    model.put("usual", UsualModel.of(account, inForce, now));
    model.put("tier", account.tier());
    model.put(
        "shop",
        shop.url() == null
            ? Map.of("name", shop.name())
            : Map.of("name", shop.name(), "url", shop.url()));
    model.put("postalAddress", postalAddress);
    model.put("unsubscribeUrl", unsubscribe);
    return model;
  }
}
