"""Schemathesis's calls, made to reach a 2xx of every operation, and counted.

A generated id is nobody's: half of the right calls are turned to customers and purchases that earlier
calls made. Wrong calls stay as they were generated.
"""

from __future__ import annotations

import atexit
import json
import os
import random
import re
import time
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import plausible
import schemathesis
from hypothesis import strategies as st
from schemathesis import Case, DeserializationContext, HookContext, Response

URL = os.environ["PERENNIAL_URL"]
COUNTS = os.environ["PERENNIAL_COUNTS"]
MAX_KEPT = 500
KEPT_FROM_ERASURE = 0.9
SHOWN = ("ada-1815", "grace-1906", "emmy-1882", "erased-1")  # in examples, which many calls begin with

NOW = datetime.now(UTC) - timedelta(minutes=1)  # one for all: a refund is never before its purchase
chance = random.Random(1815)
counts: Counter[tuple[str, int]] = Counter()
customers: list[str] = []
purchases: list[plausible.Json] = []
refunds: list[plausible.Json] = []
activities: list[plausible.Json] = []
redemptions: list[tuple[str, str]] = []  # of the collector: their ids and their coupons' codes

offsets = st.sampled_from(["Z", "+01:00", "-05:30", "+18:00"])
recent = st.datetimes(datetime.now() - timedelta(days=390), datetime.now() - timedelta(days=1))
schemathesis.openapi.format("date-time", st.tuples(recent, offsets).map(lambda t: t[0].isoformat("T", "seconds") + t[1]))
schemathesis.openapi.format("date", st.dates(datetime(1850, 1, 1).date(), datetime.now().date()).map(str))


def call(method: str, path: str, body: plausible.Json | None = None) -> str:
    request = urllib.request.Request(
        URL + path, json.dumps(body).encode() if body else None, {"content-type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(answer.read(), "utf-8")


def tokens_of_a_mail() -> dict[str, str]:
    """Buys something, and reads the links of the mail that thanks for it: their tokens, by their pages."""
    now = plausible.written(NOW)
    consent = {"granted": True, "at": now, "source": "contract"}
    noon = f"Etc/GMT{NOW.hour - 12:+d}"  # quiet hours would hold the mail until morning
    call("PUT", "/customers/reader", {"email": "reader@example.com", "zone": noon, "consents": {"email": consent}})
    line = {"sku": "LANTERN", "quantity": 1, "unitPrice": "12.50"}
    bought = {"purchaseId": "1", "customerId": "reader", "at": now, "currency": plausible.CURRENCY, "lines": [line]}
    call("POST", "/purchases", bought)
    deadline = time.monotonic() + 30
    while "/inbox/1" not in call("GET", "/inbox"):
        if time.monotonic() > deadline:
            raise SystemExit("no mail came into the inbox within 30 s")
        time.sleep(0.2)
    found = dict(re.findall(r"(/p/[a-z]+)[?]t=([A-Za-z0-9_.-]+)", call("GET", "/inbox/1/html")))
    if not {"/p/unsubscribe", "/p/r", "/p/survey"} <= found.keys():
        raise SystemExit(f"the mail in the inbox has links to {sorted(found)} only")
    return found


def collector() -> str:
    """Somebody with coupons, and points for many more."""
    call("PUT", "/customers/collector", {"name": "Mary Somerville"})
    gift = {"adjustmentId": "gift", "points": 1_000_000, "reason": "For the contract", "author": "contract"}
    call("POST", "/customers/collector/adjustments", gift)
    for number in range(30):
        wish = {"redemptionId": f"wish-{number}", "customerId": "collector", "rewardId": "five-off"}
        redemptions.append((wish["redemptionId"], json.loads(call("POST", "/redemptions", wish))["coupon"]["code"]))
    return "collector"


TOKENS = tokens_of_a_mail()
COLLECTOR = collector()
HOST = "host"
call("PATCH", f"/customers/{HOST}", {"givenName": "Host"})
REFERRAL = json.loads(call("GET", "/customers/collector/referral"))["code"]


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    if case.path_parameters:
        # others are encoded twice, which schemathesis doesn't
        case.path_parameters = {
            name: value if re.fullmatch("[A-Za-z0-9._:-]{1,64}", str(value)) else "nobody"
            for name, value in case.path_parameters.items()
        }
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    body: Any = case.body
    linked = case.meta.phase.name.value == "stateful"
    match case.operation.label:
        case "PUT /customers/{customerId}" | "PATCH /customers/{customerId}":
            case.body = plausible.profile(body, NOW)
            known_customer(case, linked)
        case (
            "GET /customers/{customerId}"
            | "GET /customers/{customerId}/history"
            | "GET /customers/{customerId}/decisions"
            | "GET /customers/{customerId}/loyalty"
            | "GET /customers/{customerId}/referral"
            | "GET /customers/{customerId}/value"
        ):
            known_customer(case, linked)
            if case.query and "kind" in case.query:
                case.query.pop("cursor", None)  # which belongs to pages of its own kind
        case "GET /segments/{segmentId}/customers":
            if chance.random() < 0.8:
                case.path_parameters = {"segmentId": chance.choice(["points-to-spend", "reachable", "champions"])}
        case "POST /customers/{customerId}/merge":
            if not linked and chance.random() < 0.5:
                guest = f"guest-of-host-{counts[case.operation.label, 201]}"  # the same until it was merged
                call("PATCH", f"/customers/{guest}", {"givenName": "Guest"})
                case.path_parameters = {"customerId": HOST}
                case.body = {"from": guest}
        case "DELETE /customers/{customerId}":
            if chance.random() > KEPT_FROM_ERASURE:
                known_customer(case, linked)
            if case.path_parameters["customerId"] in SHOWN:
                case.path_parameters = {"customerId": "nobody"}
        case "POST /purchases":
            case.body = body = plausible.purchase(body, NOW)
            if "referralCode" in body and chance.random() < 0.5:
                case.body = body | {"referralCode": REFERRAL}
            if purchases and not linked and chance.random() < 0.2:
                case.body = chance.choice(purchases)
        case "PUT /purchases/{purchaseId}":
            case.body = body = plausible.revision(body, NOW)
            if purchases and not linked and chance.random() < 0.7:
                bought = chance.choice(purchases)
                # others are encoded twice, which schemathesis doesn't, and dots alone are no part of a path
                if re.fullmatch("[A-Za-z0-9_-][A-Za-z0-9._-]*", bought["purchaseId"]):
                    case.path_parameters = {"purchaseId": bought["purchaseId"]}
                    case.body = body | {"customerId": bought["customerId"]}
        case "POST /refunds":
            case.body = body = plausible.refund(body, NOW)
            if purchases and not linked and chance.random() < 0.7:
                case.body = refund_of(chance.choice(purchases), body)
            if refunds and not linked and chance.random() < 0.1:
                case.body = chance.choice(refunds)
        case "POST /activities":
            case.body = body = plausible.activity(body, NOW)
            if purchases and not linked and chance.random() < 0.7:
                case.body = activity_of(chance.choice(purchases), body)
            if activities and not linked and chance.random() < 0.1:
                case.body = chance.choice(activities)
        case "POST /redemptions":
            if not linked and chance.random() < 0.9:
                case.body = body | {"customerId": COLLECTOR, "rewardId": chance.choice(["five-off", "sample-box"])}
        case "POST /redemptions/{redemptionId}/cancel":
            if redemptions and not linked and chance.random() < 0.9:
                case.path_parameters = {"redemptionId": chance.choice(redemptions)[0]}
                case.body = body | {"customerId": COLLECTOR}
        case "POST /coupons/{code}/release":
            if redemptions and not linked and chance.random() < 0.9:
                case.path_parameters = {"code": chance.choice(redemptions)[1]}
                case.body = body | {"customerId": COLLECTOR}
        case "POST /coupons/{code}/redeem":
            case.body = body = plausible.use(body)
            if redemptions and not linked and chance.random() < 0.9:
                case.path_parameters = {"code": chance.choice(redemptions)[1]}
                case.body = {"customerId": COLLECTOR, "purchaseId": body["purchaseId"]}  # its minimum is the till's to ask
        case "GET /p/unsubscribe" | "POST /p/unsubscribe" | "GET /p/r" | "POST /p/r" | "GET /p/survey":
            if chance.random() < 0.5:
                case.query = {"t": TOKENS[case.path]}
        case "POST /p/survey":
            if chance.random() < 0.5:
                case.query = {"t": TOKENS[case.path]}
                case.body = {"score": str(chance.randint(0, 10))}  # which fields there are is the programme's to say


def known_customer(case: Case[Any], linked: bool) -> None:
    if customers and not linked and chance.random() < 0.5:
        case.path_parameters = {"customerId": chance.choice(customers)}


def refund_of(purchase: plausible.Json, refund: plausible.Json) -> plausible.Json:
    refund = refund | {"purchaseId": purchase["purchaseId"], "customerId": purchase["customerId"]}
    if "lines" in refund:
        bought = next(line for line in purchase["lines"] if line["quantity"] > 0)
        part = chance.choice([1, 0.5])
        refund["lines"] = [{"sku": bought["sku"], "quantity": round(bought["quantity"] * part, 6) or bought["quantity"]}]
    return refund


def activity_of(purchase: plausible.Json, activity: plausible.Json) -> plausible.Json:
    activity = activity | {"customerId": purchase["customerId"]}
    if chance.random() < 0.5:
        activity |= {"type": "review", "properties": {"sku": purchase["lines"][0]["sku"]}}
    return activity


@schemathesis.hook
def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
    counts[case.operation.label, response.status_code] += 1
    body: Any = case.body
    match case.operation.label, response.status_code:
        case "PUT /customers/{customerId}" | "PATCH /customers/{customerId}", 201:
            keep_customer(case.path_parameters["customerId"])
        case "POST /purchases", 201:
            keep_customer(body["customerId"])
            keep(purchases, body)
        case "POST /refunds", 201:
            keep(refunds, body)
        case "POST /activities", 201:
            keep(activities, body)
        case "POST /redemptions", 201:
            if body["customerId"] == COLLECTOR and re.fullmatch("[A-Za-z0-9._-]+", body["redemptionId"]):
                keep(redemptions, (body["redemptionId"], response.json()["coupon"]["code"]))
        case "DELETE /customers/{customerId}", 204:
            erased = case.path_parameters["customerId"]
            customers[:] = [customer for customer in customers if customer != erased]
            purchases[:] = [purchase for purchase in purchases if purchase["customerId"] != erased]
            activities[:] = [activity for activity in activities if activity["customerId"] != erased]


def keep_customer(customer: str) -> None:
    # schemathesis encodes a colon before it checks a path against the schema, which then looks wrong
    if re.fullmatch("[A-Za-z0-9._-]+", customer):
        keep(customers, customer)


def keep(kept: list[Any], one: Any) -> None:
    if len(kept) < MAX_KEPT:
        kept.append(one)
    else:
        kept[chance.randrange(MAX_KEPT)] = one


@schemathesis.deserializer("text/html")
def page(context: DeserializationContext, response: Response) -> str:
    return response.content.decode()


@atexit.register
def write_counts() -> None:
    rows = [[label, status, calls] for (label, status), calls in sorted(counts.items())]
    with open(COUNTS, "w", encoding="utf-8") as file:
        json.dump(rows, file)
