"""Makes a body that the schema takes one that the shop takes too: what no schema can say."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Json = dict[str, Any]

CURRENCY = "GBP"  # programme/shop.yaml
LARGEST = 1_000_000_000
LATE = timedelta(days=399)
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "UTC")
TOO_PRECISE = re.compile(r"([.][0-9]{2})[0-9]+$")


def purchase(body: Json, now: datetime) -> Json:
    lines = [_line(line) for line in body["lines"]]
    for line in lines:
        if line["quantity"] < 0:  # of a purchase that nobody made
            line.pop("purchaseId", None)
            line.pop("lineId", None)
    bought = [line for line in lines if line["quantity"] > 0]
    goods = sum((_net(line) for line in bought), Decimal(0))
    if goods > LARGEST:
        lines = bought = bought[:1]
        goods = _net(lines[0])
    if len({line.get("lineId") for line in bought}) < len(bought):
        lines = [{name: value for name, value in line.items() if name != "lineId"} for line in lines]
    body = _amounts(body, "discount", "shipping", "shippingDiscount", "tax")
    body = body | {"at": _time(body["at"], now), "currency": CURRENCY, "lines": lines}
    body.pop("rate", None)  # of another currency alone
    _keep_below(body, "shippingDiscount", Decimal(body.get("shipping", 0)))
    shipping = Decimal(body.get("shipping", 0)) - Decimal(body.get("shippingDiscount", 0))
    ofLines = sum((Decimal(line.get("tax", 0)) for line in bought), Decimal(0))
    if "tax" in body and not ofLines <= Decimal(body["tax"]) <= goods + shipping:
        del body["tax"]
    _keep_below(body, "discount", goods + shipping)
    return body


def revision(body: Json, now: datetime) -> Json:
    body = purchase(body, now) | {"at": written(now)}  # never before its purchase
    body.pop("purchaseId", None)  # the path's
    if "revision" in body:
        body["revision"] = int(body["revision"])
    return body


def refund(body: Json, now: datetime) -> Json:
    body = _amounts(body, "amount", "shipping", "tax") | {"at": written(now)}  # never before its purchase
    if "currency" in body:
        body["currency"] = CURRENCY
    if body.get("amount", "1") == "0.00":
        body["amount"] = "1.00"
    if "lines" in body:
        body["lines"] = [_refund_line(line) for line in body["lines"]]
    return body


def use(body: Json) -> Json:
    return _amounts(body, "goods")


def activity(body: Json, now: datetime) -> Json:
    body = body | {"at": _time(body["at"], now)}
    if "properties" in body:
        body["properties"] = {
            name: round(value, 9) if isinstance(value, float) else value for name, value in body["properties"].items()
        }
    return body


def profile(body: Json, now: datetime) -> Json:
    body = dict(body)
    if body.get("zone") and body["zone"].strip() and body["zone"] not in ZONES:
        body["zone"] = ZONES[len(body["zone"]) % len(ZONES)]
    if (body.get("birthday") or "") > str(now.date()):
        body["birthday"] = "1985-12-10"
    if not (body.get("email") or "").isascii():
        body["email"] = "anna@bücher.example"  # which letters a domain may have is Unicode's to say
    if body.get("at"):
        body["at"] = _time(body["at"], now) if body["at"].strip() else None
    if isinstance(body.get("attributes"), dict):
        body["attributes"] = {
            name: round(value, 9) if isinstance(value, float) else value for name, value in body["attributes"].items()
        }
    if isinstance(body.get("consents"), dict):
        body["consents"] = {
            purpose: consent | {"at": _time(consent["at"], now)} for purpose, consent in body["consents"].items()
        }
    return body


def _time(text: str, now: datetime) -> str:
    """The same when the shop takes it, else now."""
    taken = False
    with suppress(OverflowError, ValueError):  # what lies before year 1 or after 9999 in UTC is beyond Python
        at = datetime.fromisoformat(re.sub(r"([.][0-9]{6})[0-9]+", r"\1", text).upper()).astimezone(UTC)
        taken = now - LATE < at <= now
    return text if taken else written(now)


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(line: Json) -> Json:
    line = _amounts(line, "discount", "unitCost", "tax") | {"quantity": _quantity(line["quantity"])}
    if "unitPrice" in line:
        line.pop("total", None)
    else:
        line = _amounts(line, "total") | {"quantity": 1}  # a total of a millionth has no price for one
        line.pop("discount", None)  # of a price that may be above the largest
    if _gross(line) > LARGEST:
        line["quantity"] = 1 if line["quantity"] > 0 else -1
    _keep_below(line, "discount", _gross(line))
    _keep_below(line, "tax", _net(line))
    return line


def _refund_line(line: Json) -> Json:
    if "quantity" in line:
        line = line | {"quantity": _quantity(line["quantity"])}
    if not re.search("[1-9]", TOO_PRECISE.sub(r"\1", line.get("amount", "1"))):
        line = line | {"amount": "1.00"}
    return _amounts(line, "amount")


def _quantity(number: float) -> float:
    return round(number, 6) or 1


def _gross(line: Json) -> Decimal:
    if "unitPrice" not in line:
        return Decimal(line["total"]) + Decimal(line.get("discount", 0))
    exact = Decimal(line["unitPrice"]) * abs(Decimal(repr(line["quantity"])))
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _net(line: Json) -> Decimal:
    return _gross(line) - Decimal(line.get("discount", 0))


def _keep_below(body: Json, name: str, most: Decimal) -> None:
    if Decimal(body.get(name, 0)) > most:
        del body[name]


def _amounts(body: Json, *names: str) -> Json:
    """A copy whose amounts have the shop's two decimals."""
    return body | {name: TOO_PRECISE.sub(r"\1", body[name]) for name in names if name in body}
