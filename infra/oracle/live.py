#!/usr/bin/env python3
"""Lives the calls of calls.py on a laptop stack, over HTTP, and keeps every answer.

    live.py data/online-retail/online_retail.csv.gz --data DIR > answers.jsonl

Some customers are lived call by call, each on its own day, while every schedule fires at night. The
others' orders are imported at the end of the year. Then the clock goes on until points have expired
and tiers were lost. recompute.py --answers holds the answers against the same calls in SQL.

Exit codes: 0 done, 1 something could not be called, 2 usage.
"""

import argparse
import contextlib
import csv
import gzip
import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
import time
import urllib.parse
import zoneinfo
from datetime import UTC, datetime

import calls
import recompute

PERENNIAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "perennial")
ZONE = zoneinfo.ZoneInfo("Europe/London")
# Of each day, after all its calls.
EVENING = "T23:00"
# Before its calls the orders of those who are not lived are imported.
IMPORTED = "2011-12-10"
# By then the points of two months have expired, and tiers that led from December were lost.
LAST_DAY = "2012-02-01"


def instant(at):
    """The shop's own time as the API takes it."""
    stamp = datetime.fromisoformat(at).replace(tzinfo=ZONE).astimezone(UTC)
    return stamp.strftime("%Y-%m-%dT%H:%M:%SZ")


def pounds(pence):
    return f"{pence // 100}.{pence % 100:02}"


def said(lines):
    """Lines as the API takes them."""
    told = []
    for line in lines:
        each = {"sku": line["sku"], "quantity": line["quantity"]}
        each["unitPrice"] = pounds(line["price"])
        if line.get("category"):
            each["category"] = line["category"]
        told.append(each)
    return told


class Stack:
    """A laptop stack that is up on a folder."""

    def __init__(self, data):
        self.data = os.path.abspath(data)
        self.codes = {}

    def __enter__(self):
        self.process = subprocess.Popen(
            [PERENNIAL, "up", "--data", self.data, "--port", "0", "--json"],
            stdout=subprocess.PIPE, stderr=sys.stderr, text=True,
        )  # fmt: skip
        if not self.process.stdout.readline():
            raise SystemExit("the stack did not come up")
        with open(os.path.join(self.data, "running.json"), encoding="utf-8") as file:
            self.running = json.load(file)
        self.connection = http.client.HTTPConnection("localhost", self.running["port"])
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def send(self, method, path, body):
        self.connection.request(
            method, path, json.dumps(body), {"content-type": "application/json"}
        )
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else {}

    def command(self, *arguments):
        """Has the stack run a command, as ./perennial does while one is up."""
        body = {"token": self.running["token"], "folder": os.getcwd()}
        status, told = self.send("POST", "/-/commands", body | {"arguments": arguments})
        if status != 200 or told["code"] != 0:
            raise SystemExit(f"{arguments}: {status} {told}")

    def go_to(self, day):
        self.command("clock", "--data", self.data, "--to", day + EVENING)

    def take(self, call):
        """Calls; answers what became of it in the words of points.py."""
        asked = self.asked(call)
        if asked is None:
            return {"outcome": "coupon-none", "coupon": "none"}
        status, told = self.send(*asked)
        if status >= 500:
            raise SystemExit(f"{asked}: {status} {told}")
        if status >= 300:
            slug = told["type"].rsplit("/", 1)[-1]
            answer = {"outcome": slug}
            if call["kind"] == "till":
                answer["coupon"] = slug.removeprefix("coupon-")
            return answer
        answer = {"outcome": "ok"}
        if "points" in told:
            answer |= told["points"] | {"tier": told["tier"]}
        if call["kind"] == "redeem":
            self.codes[call["id"]] = told["coupon"]["code"]
        elif call["kind"] == "till":
            answer["coupon"] = "used"
        elif call.get("coupon"):
            coupon = told.get("coupon", {"used": False, "reason": "none"})
            answer["coupon"] = "used" if coupon["used"] else coupon["reason"]
        return answer

    def asked(self, call):
        """Method, path and body; None for a coupon that nobody got."""
        of = {"customerId": call["customer"]}
        order = lambda at: of | {
            "at": instant(at), "currency": "GBP", "lines": said(call["lines"]),
        }  # fmt: skip
        match call["kind"]:
            case "buy":
                body = order(call["at"]) | {"purchaseId": call["id"]}
                code = self.codes.get(call.get("coupon"))
                return "POST", "/purchases", body | ({"couponCode": code} if code else {})
            case "edit":
                return "PUT", f"/purchases/{quoted(call['id'])}", order(call["bought"])
            case "refund":
                body = of | {"refundId": call["id"], "purchaseId": call["purchase"]}
                body["at"] = instant(call["at"])
                if "lines" in call:
                    body["lines"] = said(call["lines"])
                elif "amount" in call:
                    body["amount"] = pounds(call["amount"])
                else:
                    body["all"] = True
                return "POST", "/refunds", body
            case "redeem":
                body = of | {"redemptionId": call["id"], "rewardId": call["reward"]}
                return "POST", "/redemptions", body
            case "cancel":
                return "POST", f"/redemptions/{quoted(call['id'])}/cancel", of
            case "till":
                code = self.codes.get(call["coupon"])
                body = of | {"purchaseId": call["purchase"], "goods": pounds(call["goods"])}
                return code and ("POST", f"/coupons/{code}/redeem", body)


def quoted(id):
    return urllib.parse.quote(id, safe="")


def begin(data, first):
    """A folder whose clock shows the first order's time."""
    path = os.path.join(data, "first.csv")
    os.makedirs(data)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["customerId", "purchaseId", "at", "sku", "category", "quantity", "unitPrice"])
        for line in said(first["lines"]):
            out.writerow(
                [
                    first["customer"], first["id"], instant(first["at"]), line["sku"],
                    line.get("category", ""), line["quantity"], line["unitPrice"],
                ]
            )  # fmt: skip
    subprocess.run(
        [PERENNIAL, "replay", "--orders", path, "--format", "csv", "--data", data, "--json"],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def others(source, path, share):
    """A file of the orders of all who are not lived."""
    with gzip.open(source, "rt", encoding="utf-8-sig", newline="") as read:
        with open(path, "w", encoding="utf-8", newline="") as file:
            rows = csv.reader(read)
            header = next(rows)
            customer = header.index("CustomerID")
            out = csv.writer(file)
            out.writerow(header)
            out.writerows(row for row in rows if not calls.is_lived(row[customer], share))


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", help="Online Retail as CSV, gzip")
    parser.add_argument("--data", metavar="DIR", required=True, help="a folder that is not there")
    parser.add_argument(
        "--share", metavar="N", type=int, default=calls.SHARE,
        help=f"one of so many customers is lived (default {calls.SHARE})",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    if os.path.exists(options.data):
        parser.error(f"--data {options.data} is there")
    began = time.monotonic()
    year = [
        (number, call)
        for number, call in enumerate(calls.year(recompute.read(options.file), options.share))
        if calls.is_lived(call["customer"], options.share) and call["at"] < LAST_DAY
    ]
    begin(options.data, year[0][1])
    with Stack(options.data) as stack:
        imported = False
        for day, of_day in itertools.groupby(year, lambda each: each[1]["at"][:10]):
            if day >= IMPORTED and not imported:
                imported = True
                bring(stack, options)
            stack.go_to(day)
            for number, call in of_day:
                print(json.dumps({"call": number} | stack.take(call)))
        stack.go_to(LAST_DAY)
    seconds = round(time.monotonic() - began, 1)
    print(json.dumps({"calls": len(year), "seconds": seconds}), file=sys.stderr)
    return 0


def bring(stack, options):
    path = os.path.join(options.data, "others.csv")
    others(options.file, path, options.share)
    stack.command(
        "import", "--orders", path, "--format", "online-retail", "--data", stack.data, "--json"
    )
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
