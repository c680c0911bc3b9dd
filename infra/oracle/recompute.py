#!/usr/bin/env python3
"""Recomputes every customer's balance from the raw Online Retail file, in SQL, and compares.

Shares no code with Perennial: Python 3.11 and SQLite from the standard library, the rules of
docs/online-retail.md written a second time. What both agree on is unlikely to be one mistake.

    recompute.py data/online-retail/online_retail.csv.gz --until 2011-12-10 > balances.csv
    ./perennial export --data DIR | recompute.py FILE --until 2011-12-10 --compare -

Exit codes: 0 done (with --compare: all agree), 1 something differs, 2 usage.

Points are valid for 12 months to the month's end, so nothing earned since 2010-12-01 expires
before the end of 2011-12-31. Expiry is therefore left out, and a later --until is refused.
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

LAST_DAY_WITHOUT_EXPIRY = "2011-12-30"

# Points per pound, in thousandths, as programme/loyalty.yaml states them.
RATES = {"": 1000, "christmas": 2000, "service": 0}

TABLES = """
CREATE TABLE raw (
  line INTEGER PRIMARY KEY,   -- the header is line 1
  invoice TEXT, sku TEXT, description TEXT, quantity INTEGER,
  stamp TEXT,                 -- the shop's own time: its text sorts as time does
  price TEXT, cents INTEGER, customer TEXT);
CREATE TABLE rate (category TEXT PRIMARY KEY, thousandths INTEGER);

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

PURCHASES = """
CREATE TABLE purchase AS
  SELECT customer, invoice,
    sum(quantity * cents) AS spend,
    sum((quantity - remains) * cents) AS given_back,
    -- rounded down once for the whole purchase; / is SQLite's integer division
    sum(quantity * cents * thousandths) / 100000 AS earned,
    sum(remains * cents * thousandths) / 100000 AS kept,
    max(remains) = 0 AS whole
  FROM bought JOIN rate USING (category)
  GROUP BY customer, invoice;
"""

# Claw-back is cumulative, so what remains of a purchase says all: earned less kept.
BALANCES = """
SELECT customer AS customerId, count(*) AS purchases, sum(whole) AS refundedWhole,
  coalesce(refunds, 0) AS refunds, sum(spend) AS spendMinor, sum(given_back) AS refundedMinor,
  sum(spend - given_back) AS netMinor, sum(earned) AS pointsEarned,
  sum(earned - kept) AS pointsClawedBack, sum(kept) AS pointsLeft
FROM purchase LEFT JOIN (
  SELECT customer, count(DISTINCT cancellation || '-' || invoice) AS refunds
  FROM refunded GROUP BY customer) USING (customer)
GROUP BY customer ORDER BY customer
"""

SUMMARY = """
SELECT count(*) AS purchases, count(DISTINCT customer) AS customers, sum(spend) AS spendMinor,
  sum(given_back) AS refundedMinor, sum(earned) AS pointsEarned,
  sum(earned - kept) AS pointsClawedBack, sum(kept) AS pointsLeft, sum(whole) AS refundedWhole,
  (SELECT count(*) FROM bought) AS lines,
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
    database.executemany("INSERT INTO rate VALUES (?, ?)", RATES.items())
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


def recompute(path, until):
    """A database with the tables above, filled from a file."""
    database = sqlite3.connect(":memory:")
    database.executescript(TABLES)
    load(database, path, until)
    give_back(database)
    database.executescript(PURCHASES)
    return database


def named(cursor):
    """The rows of a query as dictionaries."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor]


def exported(file):
    """What `perennial export` wrote: CSV, or one JSON object a line."""
    text = file.read()
    if text.lstrip().startswith("{"):
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    else:
        rows = list(csv.DictReader(text.splitlines()))
    keys = ("orders", "spendMinor", "pointsIssued", "pointsBalance", "pointsPending")
    try:
        return {str(row["customerId"]): {key: int(row[key]) for key in keys} for row in rows}
    except (KeyError, TypeError, ValueError) as wrong:
        raise SystemExit(f"the export needs customerId and whole numbers as {keys}: {wrong!r}")


def expected(row, gross):
    """What the export should say of a customer.

    Accounts keep net figures: refunds take their amount off the spend, and a purchase that was
    refunded whole is no order any more.
    """
    return {
        "orders": row["purchases"] - (0 if gross else row["refundedWhole"]),
        "spendMinor": row["spendMinor"] if gross else row["netMinor"],
        "pointsIssued": row["pointsEarned"],
        "points": row["pointsLeft"],
    }


def differences(balances, export, gross):
    """One line for each figure that differs; a customer without purchases may be absent."""
    ours = {row["customerId"]: expected(row, gross) for row in balances}
    nothing = {"orders": 0, "spendMinor": 0, "pointsIssued": 0, "points": 0}
    for customer in sorted(ours.keys() | export.keys()):
        right = ours.get(customer, nothing)
        theirs = dict(export.get(customer, {}))
        if theirs:
            theirs["points"] = theirs["pointsBalance"] + theirs["pointsPending"]
        elif right != nothing:
            yield f"{customer}: not in the export; recomputed {right}"
            continue
        for key, value in right.items():
            if theirs.get(key, 0) != value:
                note = " (pointsBalance + pointsPending)" if key == "points" else ""
                yield f"{customer}: {key}{note} is {theirs.get(key, 0)}; recomputed {value}"


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", help="Online Retail as CSV, plain or gzip")
    parser.add_argument(
        "--until", metavar="DATE", default=LAST_DAY_WITHOUT_EXPIRY,
        help=f"the last day that counts, whole; at most {LAST_DAY_WITHOUT_EXPIRY}, the default",
    )  # fmt: skip
    parser.add_argument(
        "--compare", metavar="EXPORT", help="what perennial export wrote; - reads it from stdin"
    )
    parser.add_argument(
        "--gross", action="store_true", help="compare orders and spend as before refunds"
    )
    options = parser.parse_args(arguments)
    try:
        if datetime.date.fromisoformat(options.until).isoformat() != options.until:
            raise ValueError
    except ValueError:
        parser.error(f'--until is "{options.until}"; it must be a date such as 2011-12-10')
    if options.until > LAST_DAY_WITHOUT_EXPIRY:
        parser.error(
            f"--until {options.until}: points expire from 2011-12-31 on, and expiry is not"
            f" recomputed; the last day is {LAST_DAY_WITHOUT_EXPIRY}"
        )
    started = time.monotonic()
    database = recompute(options.file, options.until)
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
        return 0
    if options.compare == "-":
        export = exported(sys.stdin)
    else:
        with open(options.compare, encoding="utf-8") as file:
            export = exported(file)
    found = list(differences(balances, export, options.gross))
    for difference in found:
        print(difference)
    print(f"{len(balances)} customers recomputed, {len(found)} differences", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
