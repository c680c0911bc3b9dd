"""The calls of a shop's year: the real orders and returns, and between them what the file lacks.

Edits, refunds of money and of whole orders, redemptions, and what becomes of their coupons are made
up, by rule alone: of the checksum of SEED and an id some bits say whether and which. The same file
gives the same calls, and nobody looks at an answer first: some are refused, as in life.
"""

import datetime
import zlib

SEED = "a year of issue 15"

# Of so many customers one is lived call by call; the others' orders are imported.
SHARE = 16

GOODS = {"sku": "MADE-UP", "category": "christmas", "quantity": 2, "price": 375}


def drawn(*of):
    """A number of 32 bits that an id has, whatever else there is."""
    return zlib.crc32("/".join((SEED, *of)).encode())


def is_lived(customer, share=SHARE):
    return drawn("lived", customer) % share == 0


def later(at, days):
    """The same time of day, so many days later."""
    return str(datetime.datetime.fromisoformat(at) + datetime.timedelta(days=days))


def real(database):
    """Purchases and refunds of the file, in their order."""
    calls = {}
    for at, place, customer, invoice, sku, category, quantity, cents in database.execute(
        """
        SELECT at, place, customer, invoice, sku, category, quantity, cents FROM bought
        ORDER BY at, place, line"""
    ):
        call = calls.setdefault(
            (invoice, customer),
            {
                "kind": "buy", "at": at, "place": place, "customer": customer, "id": invoice,
                "lines": [],
            },
        )  # fmt: skip
        call["lines"].append(
            {"sku": sku, "category": category, "quantity": quantity, "price": cents}
        )
    back = {}
    for at, place, customer, cancellation, invoice, sku, cents, quantity in database.execute(
        """
        SELECT at, place, refunded.customer, cancellation, refunded.invoice, sku, refunded.cents,
          sum(refunded.quantity)
        FROM refunded JOIN cancelled USING (line)
        GROUP BY cancellation, refunded.invoice, refunded.customer, sku, refunded.cents
        ORDER BY at, place, min(line)"""
    ):
        call = back.setdefault(
            (cancellation, invoice, customer),
            {
                "kind": "refund", "at": at, "place": place, "customer": customer,
                "id": f"{cancellation}-{invoice}", "purchase": invoice, "lines": [],
            },
        )  # fmt: skip
        call["lines"].append({"sku": sku, "price": cents, "quantity": quantity})
    return in_order([*calls.values(), *back.values()])


def of_order(order):
    """What becomes of an order beside what the file says."""
    key = drawn("order", order["customer"], order["id"])
    common = {"customer": order["customer"]}
    if key % 4 == 0:
        lines = [dict(line) for line in order["lines"]]
        match (key >> 2) % 3:
            case 0:
                lines[0]["quantity"] += 1
            case 1:
                lines.append(dict(GOODS))
            case 2 if len(lines) > 1:
                lines.pop()
            case _:
                lines[0]["quantity"] += 2
        at = later(order["at"], 1 + (key >> 4) % 60)
        # the order's own time stays: it says when it was bought
        yield common | {
            "kind": "edit", "at": at, "id": order["id"], "lines": lines, "bought": order["at"],
        }  # fmt: skip
    back = common | {"purchase": order["id"]}
    if key % 5 == 1:
        worth = sum(line["quantity"] * line["price"] for line in order["lines"])
        # an edit that takes a line away comes first: money that went back stays on its lines
        at = later(order["at"], 61 + (key >> 4) % 60 if key % 4 == 0 else 1 + (key >> 4) % 120)
        amount = max(1, worth * (1 + (key >> 8) % 30) // 100)
        yield back | {"kind": "refund", "at": at, "id": f"M-{order['id']}", "amount": amount}
    if key % 11 == 2:
        at = later(order["at"], 121 + (key >> 4) % 60)
        yield back | {"kind": "refund", "at": at, "id": f"W-{order['id']}"}


def of_customer(customer, orders):
    """Redemptions, in a month out of four after the first order, and their coupons' lives.

    Changes the orders that name a code.
    """
    first = datetime.date.fromisoformat(orders[0]["at"][:10]).replace(day=1)
    for month in range(1, 15):
        begun = (first + datetime.timedelta(days=31 * month)).replace(day=1)
        key = drawn("reward", customer, str(begun))
        if key % 4 > 0:
            continue
        id = f"D-{customer}-{begun:%Y-%m}"
        at = f"{begun.replace(day=1 + (key >> 4) % 28)} 18:00:00"
        reward = ("five-off", "sample-box", "early-lanterns")[(key >> 2) % 3]
        common = {"customer": customer, "id": id, "reward": reward}
        yield common | {"kind": "redeem", "at": at}
        order = next((each for each in orders if each["at"] > at), None)
        fate = (key >> 9) % 5
        if fate == 0 or (fate < 4 and order is None):
            yield common | {"kind": "cancel", "at": later(at, 2)}
        elif fate == 1 or fate == 2:
            order.setdefault("coupon", id)
        elif fate == 3:
            yield {
                "kind": "till", "at": order["at"], "place": -1, "customer": customer,
                "coupon": id, "purchase": order["id"],
                "goods": sum(line["quantity"] * line["price"] for line in order["lines"]),
            }  # fmt: skip
        if fate == 2 or fate == 3:
            yield common | {"kind": "cancel", "at": later(order["at"] if order else at, 1)}


def in_order(calls):
    """At one instant the till's, then the file's as they stand in it, then what is made up."""
    last = 1 << 40
    return sorted(calls, key=lambda call: (call["at"], call.get("place", last), call.get("id", "")))


def year(database, share=SHARE):
    """The file's calls and the made-up ones of those who are lived, in their order."""
    calls = real(database)
    orders = {}
    for call in calls:
        if call["kind"] == "buy" and is_lived(call["customer"], share):
            orders.setdefault(call["customer"], []).append(call)
    for customer, own in orders.items():
        calls += of_customer(customer, own)
        for order in own:
            calls += of_order(order)
    return in_order(calls)
