"""docs/loyalty.md a second time: what calls do to points, spend and tiers, by the SQL of rules.py.

Each method is a call; it answers what became of it.
"""

import contextlib

from rules import CLAW_BACK, EXPIRIES, RATES, REWARDS, SPEND, STANDING, TABLES, TIER, TIERS, USE


class Points:
    """Customers' points by the calls so far."""

    def __init__(self, database):
        self.database = database
        database.executescript(TABLES)
        database.executemany("INSERT INTO rate VALUES (?, ?)", RATES.items())
        database.executemany(
            "INSERT INTO reward VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((id, *terms) for id, terms in REWARDS.items()),
        )

    def take(self, call):
        """Takes a call; answers its outcome, points and coupon."""
        return getattr(self, call["kind"])(call, call["at"][:10])

    def standing(self, customer, today):
        """Balance, pending points, debt and tier on a day."""
        of = {"customer": customer, "today": today}
        balance, pending, debt = self.one(STANDING, of)
        spend = self.one(TIER, of)[0]
        tier = [name for name, enough in TIERS if spend >= enough][-1]
        return {"balance": balance, "pending": pending, "debt": debt, "tier": tier}

    def expiries(self, customer, today):
        """Points that are or will be there, by the last day on which they are."""
        return dict(self.database.execute(EXPIRIES, {"customer": customer, "today": today}))

    def one(self, sql, values):
        return self.database.execute(sql, values).fetchone()

    # the calls

    def buy(self, call, today):
        key = (call["customer"], call["id"])
        self.insert(key, call["lines"])
        self.database.execute(
            """
            INSERT INTO purchase
              SELECT customer, purchase, :today, date(:today, '+14 days'),
                date(:today, 'start of month', '+13 months', '-1 day'),
                spend, points, spend, points, gone, 0
              FROM worth WHERE customer = :customer AND purchase = :id""",
            call | {"today": today},
        )
        earned = self.one("SELECT earned FROM purchase WHERE (customer, id) = (?, ?)", key)[0]
        self.give(key, earned)
        answer = {"outcome": "ok", "earned": earned}
        if call.get("coupon"):
            goods = sum(line["quantity"] * line["price"] for line in call["lines"])
            answer["coupon"] = self.use(call["coupon"], call["id"], goods, today)
        return answer

    def edit(self, call, today):
        key = (call["customer"], call["id"])
        if self.one("SELECT gone FROM purchase WHERE (customer, id) = (?, ?)", key)[0]:
            return {"outcome": "order-cancelled"}
        old = self.database.execute(
            """
            SELECT sku, price, category, quantity - remains, credit FROM line
            WHERE (customer, purchase) = (?, ?) ORDER BY n""",
            key,
        ).fetchall()
        with self.unless_refused() as refused:
            self.database.execute("DELETE FROM line WHERE (customer, purchase) = (?, ?)", key)
            self.insert(key, call["lines"])
            for sku, price, category, back, credit in old:
                if not self.carry(key, (sku, price, category), back, credit):
                    refused.append("refund-exceeds-purchase")
        if refused:
            return {"outcome": refused[0]}
        return {"outcome": "ok", "earned": self.settle(key, today)}

    def carry(self, key, old, back, credit):
        """ "What went back stays gone, and must be in the next version still." """
        sku, price, category = old
        found = self.database.execute(
            """
            SELECT n, remains FROM line WHERE (customer, purchase, sku) = (?, ?, ?)
            ORDER BY (price, category) <> (?, ?), n""",
            (*key, sku, price, category),
        ).fetchall()
        for place, (n, remains) in enumerate(found):
            gone = min(back, remains)
            back -= gone
            self.database.execute(
                """
                UPDATE line SET remains = remains - ?, credit = credit + ?
                WHERE (customer, purchase, n) = (?, ?, ?)""",
                (gone, credit if place == 0 else 0, *key, n),
            )
        # the rule of calls.py takes no line away of which money went back
        assert found or not credit
        return back == 0

    def refund(self, call, today):
        key = (call["customer"], call["purchase"])
        if self.one("SELECT gone FROM purchase WHERE (customer, id) = (?, ?)", key)[0]:
            return {"outcome": "refund-exceeds-purchase"}
        with self.unless_refused() as refused:
            if "amount" in call:
                refused += self.money_back(key, call["amount"])
            elif "lines" in call:
                for each in call["lines"]:
                    refused += self.goods_back(key, each)
            else:
                self.database.execute(
                    "UPDATE line SET remains = 0 WHERE (customer, purchase) = (?, ?)", key
                )
        if refused:
            return {"outcome": refused[0]}
        earned = self.settle(key, today)
        self.database.execute(
            "UPDATE purchase SET clawed_back = clawed_back - ? WHERE (customer, id) = (?, ?)",
            (earned, *key),
        )
        return {"outcome": "ok", "earned": earned}

    def goods_back(self, key, back):
        """Of lines of the sku and price; they must be worth the same, or all of them go."""
        of = {"customer": key[0], "purchase": key[1]} | back
        found = self.database.execute(
            """
            SELECT n, remains, paid, category FROM rest
            WHERE (customer, purchase, sku, price) = (:customer, :purchase, :sku, :price)
              AND remains > 0 ORDER BY n""",
            of,
        ).fetchall()
        wanted = back["quantity"]
        left = sum(remains for _, remains, _, _ in found)
        if wanted > left:
            return ["refund-exceeds-purchase"]
        _, first_remains, first_paid, first_category = found[0]
        for _, remains, paid, category in found:
            apart = abs(paid * first_remains - first_paid * remains) * wanted
            # rounding may make a penny of difference
            if wanted < left and (
                category != first_category or apart > remains * first_remains
            ):
                return ["refund-ambiguous"]
        for n, remains, _, _ in found:
            self.database.execute(
                """
                UPDATE line SET remains = remains - ?
                WHERE (customer, purchase, n) = (?, ?, ?)""",
                (min(wanted, remains), *key, n),
            )
            wanted -= min(wanted, remains)
        return []

    def money_back(self, key, amount):
        """On all lines by what is left of their payment, rounded with those before."""
        of = {"customer": key[0], "purchase": key[1], "amount": amount}
        if amount > self.one(
            "SELECT spend FROM purchase WHERE (customer, id) = (:customer, :purchase)", of
        )[0]:
            return ["refund-exceeds-purchase"]
        self.database.execute(
            """
            UPDATE line SET credit = credit + share FROM (
              SELECT n AS its, :amount * upto / total - :amount * (upto - paid) / total AS share
              FROM (
                SELECT n, paid, sum(paid) OVER (ORDER BY n) AS upto, sum(paid) OVER () AS total
                FROM rest WHERE (customer, purchase) = (:customer, :purchase)))
            WHERE (customer, purchase) = (:customer, :purchase) AND n = its""",
            of,
        )
        return []

    def redeem(self, call, today):
        of = {"customer": call["customer"], "today": today}
        price, _, days, _, stock, tier = REWARDS[call["reward"]]
        now = self.standing(call["customer"], today)
        if tier and now["tier"] != tier:
            return {"outcome": "reward-refused-tier"}
        if now["balance"] < price:
            return {"outcome": "reward-refused-points"}
        issued = "SELECT count(*) FROM coupon WHERE reward = ? AND NOT cancelled"
        if stock is not None and self.one(issued, (call["reward"],))[0] >= stock:
            return {"outcome": "reward-refused-stock"}
        self.draw(SPEND, of, price, call["id"])
        self.database.execute(
            "INSERT INTO coupon VALUES (?, ?, ?, date(?, ?), NULL, 0)",
            (call["id"], call["customer"], call["reward"], today, f"+{days} days"),
        )
        return {"outcome": "ok", "earned": -price}

    def cancel(self, call, today):
        coupon = self.one(
            "SELECT used_on, cancelled FROM coupon WHERE redemption = ?", (call["id"],)
        )
        if coupon is None:
            return {"outcome": "redemption-unknown"}
        if coupon[1]:
            return {"outcome": "ok"}  # the same again, which changes nothing
        if coupon[0] is not None:
            return {"outcome": "coupon-used"}
        # "the same lots get their points again. Debt that came since is paid from them first"
        paid = self.pay_debt(call["customer"], self.one(
            "SELECT sum(points) FROM taken WHERE redemption = ?", (call["id"],))[0]
        )  # fmt: skip
        self.database.execute(
            """
            UPDATE lot SET points = lot.points + taken.points
                - min(taken.points, max(0, :paid - taken.before))
            FROM taken WHERE lot.id = taken.lot AND redemption = :id""",
            {"id": call["id"], "paid": paid},
        )
        self.database.execute(
            "UPDATE coupon SET cancelled = 1 WHERE redemption = ?", (call["id"],)
        )
        return {"outcome": "ok", "earned": REWARDS[call["reward"]][0]}

    def till(self, call, today):
        coupon = self.use(call["coupon"], call["purchase"], call["goods"], today)
        return {"outcome": "ok" if coupon == "used" else "coupon-" + coupon, "coupon": coupon}

    def use(self, redemption, purchase, goods, today):
        """'used', or the reason why not; 'none' when nobody had such a coupon."""
        of = {"redemption": redemption, "purchase": purchase, "goods": goods, "today": today}
        refused = self.one(USE, of)
        if refused == (None,):
            self.database.execute(
                "UPDATE coupon SET used_on = :purchase WHERE redemption = :redemption", of
            )
        return "none" if refused is None else refused[0] or "used"

    # what several do

    @contextlib.contextmanager
    def unless_refused(self):
        """Takes back all that was done when reasons against it were found."""
        refused = []
        self.database.execute("SAVEPOINT begun")
        yield refused
        if refused:
            self.database.execute("ROLLBACK TO begun")
        self.database.execute("RELEASE begun")

    def insert(self, key, lines):
        self.database.executemany(
            "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (
                (*key, n, *(line[of] for of in ("sku", "category", "price", "quantity", "quantity")))
                for n, line in enumerate(lines)
            ),
        )

    def settle(self, key, today):
        """Gives or takes the points by which what is left is worth more or less than before."""
        of = {"customer": key[0], "id": key[1], "today": today}
        points, activation, expiry = self.one(
            "SELECT points, activation, expiry FROM purchase WHERE (customer, id) = (?, ?)", key
        )
        self.database.execute(
            """
            UPDATE purchase SET (spend, points, gone) = (
              SELECT spend, points, gone FROM worth
              WHERE customer = :customer AND purchase = :id)
            WHERE (customer, id) = (:customer, :id)""",
            of,
        )
        now = self.one("SELECT points FROM purchase WHERE (customer, id) = (?, ?)", key)[0]
        more = now - points
        if more >= 0:
            self.give(key, more)
            return more
        own = of | {"activation": activation, "expiry": expiry}
        missing = self.draw(CLAW_BACK, own, -more, None)
        # "what has been spent becomes debt, which the next points pay"
        self.database.execute(
            """
            INSERT INTO debt VALUES (?, ?)
            ON CONFLICT DO UPDATE SET points = points + excluded.points""",
            (key[0], missing),
        )
        return more

    def give(self, key, points):
        """Puts points into a purchase's lot, after debt is paid."""
        points -= self.pay_debt(key[0], points)
        self.database.execute(
            """
            INSERT INTO lot (customer, activation, expiry, points)
              SELECT customer, activation, expiry, ? FROM purchase WHERE (customer, id) = (?, ?)
            ON CONFLICT DO UPDATE SET points = points + excluded.points""",
            (points, *key),
        )

    def pay_debt(self, customer, points):
        owed = self.one("SELECT points FROM debt WHERE customer = ?", (customer,))
        paid = min(owed[0] if owed else 0, points)
        if paid:
            self.database.execute(
                "UPDATE debt SET points = points - ? WHERE customer = ?", (paid, customer)
            )
        return paid

    def draw(self, queue, of, wanted, redemption):
        """Takes points from lots in a queue's order; answers how many are missing."""
        taken = [
            (redemption, lot, min(points, wanted - before), before)
            for lot, points, before in self.database.execute(queue, of)
            if before < wanted
        ]
        self.database.executemany("INSERT INTO taken VALUES (?, ?, ?, ?)", taken)
        self.database.executemany(
            "UPDATE lot SET points = points - ? WHERE id = ?",
            [(points, lot) for _, lot, points, _ in taken],
        )
        return wanted - sum(points for _, _, points, _ in taken)
