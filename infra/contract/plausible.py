"""Makes a body that the schema takes one that the shop takes too: what no schema can say."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

Json = dict[str, Any]

CURRENCY = "GBP"  # programme/shop.yaml
LARGEST = 1_000_000_000
LATE = timedelta(days=399)
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "UTC")
TOO_PRECISE = re.compile(r"([.][0-9]{2})[0-9]+$")


def purchase(body: Json, now: datetime) -> Json:
    lines = [_line(line) for line in body["lines"]]
    total = sum((_net(line) for line in lines), Decimal(0))
    if total > LARGEST:
        lines = lines[:1]
        total = _net(lines[0])
    body = _amounts(body, "discount", "shipping", "tax")
    body = body | {"at": _time(body["at"], now), "currency": CURRENCY, "lines": lines}
    if Decimal(body.get("discount", 0)) > total:
        del body["discount"]
    return body


def refund(body: Json, now: datetime) -> Json:
    body = body | {"at": written(now)}  # never before its purchase
    if "lines" in body:
        body["lines"] = [
            _amounts(line, "unitPrice") | {"quantity": int(line["quantity"])} for line in body["lines"]
        ]
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
    if body.get("attributes"):
        body["attributes"] = {
            name: round(value, 9) if isinstance(value, float) else value for name, value in body["attributes"].items()
        }
    if body.get("consents"):
        body["consents"] = {
            purpose: consent | {"at": _time(consent["at"], now)} for purpose, consent in body["consents"].items()
        }
    return body


def _time(text: str, now: datetime) -> str:
    """The same when the shop takes it, else now."""
    taken = False
    with suppress(OverflowError):  # what lies before year 1 or after 9999 in UTC is beyond Python
        at = datetime.fromisoformat(re.sub(r"([.][0-9]{6})[0-9]+", r"\1", text).upper()).astimezone(UTC)
        taken = now - LATE < at <= now
    return text if taken else written(now)


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(line: Json) -> Json:
    line = _amounts(line, "unitPrice", "discount", "unitCost") | {"quantity": int(line["quantity"])}
    if Decimal(line["unitPrice"]) * line["quantity"] > LARGEST:
        line["quantity"] = 1
    if Decimal(line.get("discount", 0)) > Decimal(line["unitPrice"]) * line["quantity"]:
        del line["discount"]
    return line


def _net(line: Json) -> Decimal:
    quantity: int = line["quantity"]
    return Decimal(line["unitPrice"]) * quantity - Decimal(line.get("discount", 0))


def _amounts(body: Json, *names: str) -> Json:
    """A copy whose amounts have the shop's two decimals."""
    return body | {name: TOO_PRECISE.sub(r"\1", body[name]) for name in names if name in body}
