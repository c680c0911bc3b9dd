#!/usr/bin/env python3
"""Recomputes what every customer has and owes from the raw Online Retail file, and compares.

Shares no code with Perennial: Python 3.11 and SQLite from the standard library, the rules of
docs/online-retail.md and docs/loyalty.md written a second time. What both agree on is unlikely to
be one mistake.

    recompute.py data/online-retail/online_retail.csv.gz --until 2011-12-10 > balances.csv
    ./perennial export --data DIR | recompute.py FILE --until 2011-12-10 --compare -

With --answers, what live.py kept, the calls of calls.py are in it as well: edits, refunds of money,
redemptions and coupons; and every answer that the shop gave is held against what it should be.

Exit codes: 0 done (with --compare: all agree), 1 something differs, 2 usage.
"""

import argparse
import csv
import datetime
import gzip
import json
import sqlite3
import sys
import time
from decimal import ROUND_HALF_UP, Decimal

import calls
from points import Points

LAST_DAY = "2011-12-09"

TABLES = """
CREATE TABLE raw (
  line INTEGER PRIMARY KEY,   -- the header is line 1
  invoice TEXT, sku TEXT, description TEXT, quantity INTEGER,
  stamp TEXT,                 -- the shop's own time: its text sorts as time does
  price TEXT, cents INTEGER, customer TEXT);

-- An invoice has its earliest stamp, and its place in the file is that of its first line.
CREATE VIEW sale AS
  SELECT line, invoice, customer, sku, quantity, cents,
    CASE
      WHEN upper(sku) IN ('POST', 'DOT', 'C2', 'M', 'D', 'S', 'B', 'BANK CHARGES', 'AMAZONFEE',
                          'CRUK', 'PADS') THEN 'service'
      WHEN description LIKE '%christmas%' OR description LIKE '%xmas%' THEN 'christmas'
      ELSE '' END AS category,
    min(stamp) OVER invoiced AS at, min(line) OVER invoiced AS place
  FROM raw
  WHERE customer <> '' AND invoice NOT LIKE 'C%' AND quantity > 0 AND CAST(price AS REAL) > 0
  WINDOW invoiced AS (PARTITION BY invoice, customer);
CREATE VIEW cancelled AS
  SELECT line, invoice, customer, sku, -quantity AS quantity, cents,
    min(stamp) OVER invoiced AS at, min(line) OVER invoiced AS place
  FROM raw
  WHERE customer <> '' AND invoice LIKE 'C%' AND quantity < 0 AND CAST(price AS REAL) > 0
  WINDOW invoiced AS (PARTITION BY invoice, customer);

CREATE TABLE bought (
  line INTEGER PRIMARY KEY, invoice TEXT, customer TEXT, sku TEXT, quantity INTEGER,
  cents INTEGER, category TEXT, at TEXT, place INTEGER, remains INTEGER);
CREATE INDEX bought_by_item ON bought (customer, sku, cents);
CREATE TABLE refunded (
  line INTEGER,               -- of the cancellation
  cancellation TEXT, customer TEXT, bought INTEGER, invoice TEXT, quantity INTEGER, cents INTEGER);
CREATE TABLE unmatched (line INTEGER PRIMARY KEY, reason TEXT, quantity INTEGER);
"""

BALANCES = """
SELECT customer AS customerId, count(*) AS purchases, sum(gone) AS refundedWhole,
  coalesce(refunds, 0) AS refunds, sum(first_spend) AS spendMinor,
  sum(first_spend - spend) AS refundedMinor, sum(spend) AS netMinor, sum(earned) AS pointsEarned,
  sum(clawed_back) AS pointsClawedBack, sum(points) AS pointsLeft
FROM purchase LEFT JOIN (
  SELECT customer, count(DISTINCT cancellation || '-' || invoice) AS refunds
  FROM refunded GROUP BY customer) USING (customer)
GROUP BY customer ORDER BY customer
"""

SUMMARY = """
SELECT count(*) AS purchases, count(DISTINCT customer) AS customers,
  sum(first_spend) AS spendMinor, sum(first_spend - spend) AS refundedMinor,
  sum(earned) AS pointsEarned, sum(clawed_back) AS pointsClawedBack, sum(points) AS pointsLeft,
  sum(gone) AS refundedWhole, (SELECT count(*) FROM bought) AS lines,
  (SELECT count(*) FROM (SELECT DISTINCT customer, cancellation, invoice FROM refunded))
    AS refunds
FROM purchase
"""


def load(database, path, until):
    """Fills `raw` with the lines up to the end of a day; a bad number stops everything."""

    def rows():
        with open(path, "rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        opened = gzip.open if packed else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                stamp = row["InvoiceDate"]
                if stamp[:10] not in days:
                    datetime.date.fromisoformat(stamp[:10])
                    days.add(stamp[:10])
                if stamp[:10] > until:
                    continue
                price = row["UnitPrice"]
                if price not in cents:
                    pennies = Decimal(price).scaleb(2).quantize(Decimal(1), ROUND_HALF_UP)
                    cents[price] = int(pennies)
                yield (
                    number, row["InvoiceNo"], row["StockCode"], row["Description"],
                    int(row["Quantity"]), stamp, price, cents[price], row["CustomerID"],
                )  # fmt: skip

    days, cents = set(), {}
    database.executemany("INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())
    database.execute("INSERT INTO bought SELECT *, quantity FROM sale")


def give_back(database):
    """Takes each cancelled line from earlier purchases, the latest first.

    A loop, since what one cancellation leaves is what the next one finds.
    """
    earlier = """
        SELECT line, invoice, remains FROM bought
        WHERE customer = ? AND sku = ? AND cents = ? AND at <= ?
        ORDER BY at DESC, place DESC, line"""
    cancelled = database.execute(
        "SELECT line, invoice, customer, sku, quantity, cents, at FROM cancelled"
        " ORDER BY at, place, line"
    ).fetchall()
    for line, cancellation, customer, sku, wanted, cents, at in cancelled:
        found = database.execute(earlier, (customer, sku, cents, at)).fetchall()
        asked = wanted
        for bought, invoice, remains in found:
            taken = min(wanted, remains)
            if taken:
                database.execute(
                    "UPDATE bought SET remains = remains - ? WHERE line = ?", (taken, bought)
                )
                database.execute(
                    "INSERT INTO refunded VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (line, cancellation, customer, bought, invoice, taken, cents),
                )
                wanted -= taken
        if wanted:
            partly = "nothing-left" if wanted == asked else "exceeds-what-is-left"
            reason = partly if found else "no-earlier-purchase"
            database.execute("INSERT INTO unmatched VALUES (?, ?, ?)", (line, reason, wanted))


def read(path, until=LAST_DAY):
    """A database with the tables above, filled from a file."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(TABLES)
    database.execute("BEGIN")
    load(database, path, until)
    give_back(database)
    return database


def recompute(path, until, answers=None):
    """What comes of the file's calls, and of the made-up ones where the shop's answers are given.

    Answers the points, and a line for each answer that is another than it should be.
    """
    database = read(path, until)
    points = Points(database)
    found = []
    if answers is None:
        for call in calls.real(database):
            points.take(call)
        return points, found
    for number, call in enumerate(calls.year(database)):
        if call["at"] >= until:
            break
        ours = points.take(call)
        if calls.is_lived(call["customer"]):
            if "earned" in ours:
                ours |= points.standing(call["customer"], call["at"][:10])
            found += different(number, call, ours, answers.pop(number, None))
    found += [f"call {number} was answered, and is none" for number in answers]
    return points, found


def different(number, call, ours, theirs):
    if theirs is None:
        yield f"{call['customer']}: call {number} was not answered: {call}"
        return
    for key, value in ours.items():
        if theirs.get(key) != value:
            yield (
                f"{call['customer']}: {key} after {call['kind']} {call.get('id')} of {call['at']}"
                f" is {theirs.get(key)}; recomputed {value}"
            )


def named(cursor):
    """The rows of a query as dictionaries."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor]


def exported(file):
    """What `perennial export` wrote: one JSON object a line."""
    rows = [json.loads(line) for line in file if line.strip()]
    keys = ("orders", "spendMinor", "pointsIssued", "pointsBalance", "pointsPending", "debt")
    try:
        return {
            str(row["customerId"]): {key: int(row[key]) for key in keys}
            | {"tier": row["tier"], "expiries": row["expiries"]}
            for row in rows
        }
    except (KeyError, TypeError, ValueError) as wrong:
        raise SystemExit(f"the export lacks a figure, or has none in its place: {wrong!r}")


def expected(points, row, until):
    """What the export should say of a customer on a day.

    Accounts keep net figures: refunds take their amount off the spend, and a purchase that was
    refunded whole is no order any more.
    """
    customer = row["customerId"]
    standing = points.standing(customer, until)
    return {
        "orders": row["purchases"] - row["refundedWhole"],
        "spendMinor": row["netMinor"],
        "pointsIssued": row["pointsEarned"],
        "pointsBalance": standing["balance"],
        "pointsPending": standing["pending"],
        "debt": standing["debt"],
        "tier": standing["tier"],
        "expiries": points.expiries(customer, until),
    }


def differences(points, balances, export, until):
    """One line for each figure that differs; a customer without purchases may be absent."""
    ours = {row["customerId"]: expected(points, row, until) for row in balances}
    for customer in sorted(ours.keys() | export.keys()):
        if customer not in export:
            yield f"{customer}: not in the export; recomputed {ours[customer]}"
        elif customer not in ours:
            if any(export[customer].get(key) for key in ("orders", "spendMinor", "pointsIssued")):
                yield f"{customer}: not in the file; the export has {export[customer]}"
        else:
            for key, value in ours[customer].items():
                if export[customer].get(key) != value:
                    told = export[customer].get(key)
                    yield f"{customer}: {key} is {told}; recomputed {value}"


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", help="Online Retail as CSV, plain or gzip")
    parser.add_argument(
        "--until", metavar="DATE", default=LAST_DAY,
        help=f"the last day that counts, whole, and that all is told of; {LAST_DAY} if left out",
    )  # fmt: skip
    parser.add_argument(
        "--compare", metavar="EXPORT", help="what perennial export wrote; - reads it from stdin"
    )
    parser.add_argument("--answers", metavar="FILE", help="what live.py wrote")
    options = parser.parse_args(arguments)
    try:
        if datetime.date.fromisoformat(options.until).isoformat() != options.until:
            raise ValueError
    except ValueError:
        parser.error(f'--until is "{options.until}"; it must be a date such as 2011-12-10')
    started = time.monotonic()
    answers = None
    if options.answers:
        with open(options.answers, encoding="utf-8") as file:
            answers = {each["call"]: each for each in map(json.loads, file)}
    points, found = recompute(options.file, options.until, answers)
    database = points.database
    balances = named(database.execute(BALANCES))
    figures = named(database.execute(SUMMARY))[0]
    figures["unmatched"] = dict(
        database.execute("SELECT reason, count(*) FROM unmatched GROUP BY reason").fetchall()
    )
    figures["seconds"] = round(time.monotonic() - started, 1)
    print(json.dumps(figures), file=sys.stderr)
    if options.compare is None:
        out = csv.DictWriter(
            sys.stdout, balances[0].keys() if balances else [], lineterminator="\n"
        )
        out.writeheader()
        out.writerows(balances)
    elif options.compare == "-":
        found += differences(points, balances, exported(sys.stdin), options.until)
    else:
        with open(options.compare, encoding="utf-8") as file:
            found += differences(points, balances, exported(file), options.until)
    for difference in found:
        print(difference)
    print(f"{len(balances)} customers recomputed, {len(found)} differences", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
