"""What a shopper gets: one mail, with the headers that the law and the big mailboxes want, and a link that works."""

import base64
import hashlib
import json
import re
import urllib.parse
import uuid
from email.message import EmailMessage
from typing import Any

from checks_api import equal
from client import Answer
from deployment import ACCOUNT
from emulator import REGION
from processes import Failed
from report import Report
from shop import POSTAL_ADDRESS, SENDER, Shop, ago, purchase

LINK = re.compile(r"<(https://[^>]+)>")


def text(mail: EmailMessage, kind: str) -> str:
    """One part of a mail."""
    part = mail.get_body((kind,))
    if part is None:
        raise Failed(f"the mail has no {kind} part")
    return part.get_content()


def path_of_link(mail: EmailMessage, base: str) -> str:
    """The path and query of a mail's unsubscribe link, which begins with the address that the stack was given."""
    found = LINK.fullmatch(mail["List-Unsubscribe"])
    if not found or not found[1].startswith(base + "/p/unsubscribe?t="):
        raise Failed(f"List-Unsubscribe is {mail['List-Unsubscribe']}")
    return found[1].removeprefix(base)


def mails(shop: Shop, report: Report) -> EmailMessage:
    """The first purchase is thanked for, once."""
    with report.check("a first purchase is thanked for: From, To, Subject, Date, Message-ID, List-Unsubscribe, one click"):
        shop.signed_up("dora")
        shop.backend.post("/purchases", purchase("order-6", "dora", "30.00")).expect(201)
        mail = shop.inbox.next("dora.canary@example.com")
        equal(mail["From"].addresses[0].addr_spec, SENDER, "From")
        equal(mail["To"].addresses[0].addr_spec, "dora.canary@example.com", "To")
        equal(mail["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click", "List-Unsubscribe-Post")
        for header in ("Subject", "Date", "Message-ID"):
            if not mail[header]:
                raise Failed(f"the mail has no {header}")
    with report.check("it is multipart/alternative: text and HTML with the points, the link and the postal address"):
        equal(mail.get_content_type(), "multipart/alternative", "type")
        link = LINK.fullmatch(mail["List-Unsubscribe"])[1]
        for kind in ("plain", "html"):
            for word in (POSTAL_ADDRESS, "Canary Lovelace", "60", link):
                if word not in text(mail, kind):
                    raise Failed(f"the {kind} part lacks {word}")
    with report.check("the emulator's SES shows the same mail; a second purchase is not thanked for again"):
        shop.backend.post("/purchases", purchase("order-7", "dora")).expect(201)
        shop.calm()
        sent = [each for account in shop.emulator.get("/_ministack/ses/messages")["messages"].values()
                for each in account if "dora.canary@example.com" in each["To"][0]]
        equal([(each["Subject"], each["Type"]) for each in sent], [(mail["Subject"], "SendRawEmail")], "mails in SES")
        equal(len(shop.inbox.to("dora.canary@example.com")), 1, "mails")
        shop.bus.event("Email Sent", lambda event: event["customerId"] == "dora")
    return mail


def unsubscribing(shop: Shop, report: Report, mail: EmailMessage, base: str) -> None:
    """The link of a mail works for whoever has it, without a signature."""
    path = path_of_link(mail, base)
    with report.check("the mail's link: GET shows a page and changes nothing, POST (RFC 8058) unsubscribes, twice is once"):
        page = shop.shopper.get(path).expect(200)
        if not page.headers["content-type"].startswith("text/html") or b"<form" not in page.body:
            raise Failed("the link's page is not HTML with a form")
        equal(shop.backend.get("/customers/dora").json["consents"]["email"]["granted"], True, "consent")
        for _ in range(2):
            _click(shop, path).expect(200)
        found = shop.backend.get("/customers/dora").json
        equal((found["consents"]["email"]["granted"], "reachable" in found["segments"]), (False, False), "consent and segment")
        shop.bus.event("Consent Changed", lambda event: event["customerId"] == "dora")
    with report.check("a link with a changed or missing token: 404, nobody is unsubscribed"):
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)["t"][0]
        _click(shop, "/p/unsubscribe?t=" + token[:-1] + ("A" if token[-1] != "A" else "B")).expect(404)
        _click(shop, "/p/unsubscribe").expect(404)


def _click(shop: Shop, path: str) -> Answer:
    return filled(shop, path, b"List-Unsubscribe=One-Click")


def clicking(shop: Shop, report: Report, mail: EmailMessage, base: str) -> None:
    """A link of a mail leads on, and a person's click counts."""
    path = path_of(mail, base, "/p/r")
    with report.check("a mail's link to the shop: GET shows a page that leads on and changes nothing; a moment after the "
                      "sending it is noted apart, a day later it counts, once"):
        page = shop.shopper.get(path).expect(200)
        if b'<a href="https://' not in page.body or "script-src 'sha256-" not in page.headers["content-security-policy"]:
            raise Failed("the page does not lead on")
        shop.shopper.call("POST", path, b"").expect(204)
        lines = [line for (who, line) in shop.items("history") if who == "dora" and line.startswith("click#")]
        equal([line.endswith("#seen") for line in lines], [True], "noted apart")
        sent_yesterday(shop, "dora")
        for _ in range(2):
            shop.shopper.call("POST", path, b"").expect(204)
        shop.bus.event("Email Clicked", lambda event: event["customerId"] == "dora")
        shop.calm()
        equal(len(shop.bus.now("Email Clicked", lambda event: event["customerId"] == "dora")), 1, "events")


def path_of(mail: EmailMessage, base: str, page: str) -> str:
    """The path and query of a mail's first link to a page of ours."""
    found = re.search(re.escape(base) + f"({page}[?]t=[A-Za-z0-9._-]+)", text(mail, "html"))
    if not found:
        raise Failed(f"no link of the mail leads to {page}")
    return found[1]


def answering(shop: Shop, report: Report, mail: EmailMessage, base: str) -> None:
    """A mail's survey is answered once."""
    path = path_of(mail, base, "/p/survey")
    with report.check("the mail's survey: GET shows the questions and changes nothing; what is wrong is told on the page; "
                      "an answer is recorded once, its words are in no event"):
        page = shop.shopper.get(path).expect(200)
        if b'name="score" value="10"' not in page.body:
            raise Failed("the page does not ask for a score")
        filled(shop, path, b"score=11").expect(400)
        for _ in range(2):
            filled(shop, path, b"score=3&more=Canary+Lovelace").expect(200)
        told = shop.bus.event("Survey Answered", lambda event: event["customerId"] == "dora")
        equal(told["changes"]["segmentsEntered"], ["detractors"], "segments entered")
        shop.calm()
        equal(len(shop.bus.now("Survey Answered", lambda event: event["customerId"] == "dora")), 1, "events")


def filled(shop: Shop, path: str, form: bytes) -> Answer:
    """Sends a form as a browser does."""
    return shop.shopper.call("POST", path, form, "application/x-www-form-urlencoded")


def sent_yesterday(shop: Shop, customer_id: str) -> None:
    """Has the customer's only mail been sent a day ago, as far as the stack remembers."""
    item = shop.items("customers")[(customer_id, "sends")]
    body = json.loads(item["body"]["S"])
    (mail,) = body["mails"].values()
    mail["since"] = ago(1)
    item["body"] = {"S": json.dumps(body)}
    shop.emulator.client("dynamodb").put_item(TableName=f"{shop.stack}-customers", Item=item)


def bounces(shop: Shop, report: Report) -> None:
    """
    What SES tells on the default bus. MiniStack's SES tells nothing there, and nobody but AWS may put an event of
    aws.ses: so the deployed rule's pattern is tried on it, and the rule's target is invoked with it.
    """
    with report.check("SES says an address bounced (told by the test, see infra/e2e/README.md): the deployed rule takes "
                      "it, Email Bounced, mail is forbidden"):
        shop.signed_up("fred")
        shop.backend.post("/purchases", purchase("order-8", "fred")).expect(201)
        shop.inbox.next("fred.canary@example.com")
        shop.calm()
        events = shop.emulator.client("events")
        pattern = events.describe_rule(Name=shop.resources["BouncesFunctionTold"].split("|")[-1])["EventPattern"]
        told = bounce(shop, "fred")
        other = bounce(shop, "fred", "another-stack-mail")
        equal([events.test_event_pattern(EventPattern=pattern, Event=json.dumps(each))["Result"]
               for each in (told, other)], [True, False], "what the rule takes of ours and of another stack's")
        shop.invoke("BouncesFunction", told)
        shop.bus.event("Email Bounced", lambda event: event["customerId"] == "fred")
        equal('"bounced"' in mail_log(shop, "fred"), True, "mail is forbidden")


def mail_log(shop: Shop, customer_id: str) -> str:
    """What the stack remembers of a customer's mails."""
    item = shop.items("customers").get((customer_id, "sends"))
    return item["body"]["S"] if item else ""


def bounce(shop: Shop, customer_id: str, configuration_set: str | None = None) -> dict[str, Any]:
    """
    SES's event of a permanent bounce of a customer's only mail, with the tags that the mail function set: the id
    in base64url, and the first 96 bits of the SHA-256 of the send's id. MiniStack's SES keeps no tags.
    """
    (send_id,) = json.loads(mail_log(shop, customer_id))["mails"]
    digest = base64.urlsafe_b64encode(hashlib.sha256(send_id.encode()).digest()[:12]).decode()
    return {
        "version": "0", "id": str(uuid.uuid4()), "source": "aws.ses", "detail-type": "Email Bounced",
        "account": ACCOUNT, "region": REGION, "time": ago(0), "resources": [],
        "detail": {
            "eventType": "Bounce",
            "mail": {"tags": {
                "ses:configuration-set": [configuration_set or shop.resources["ConfigurationSet"]],
                "customer": [base64.urlsafe_b64encode(customer_id.encode()).decode().rstrip("=")],
                "send": [digest]}},
            "bounce": {"bounceType": "Permanent", "bounceSubType": "General"},
        },
    }
