"""docs/loyalty.md, rule by rule, worked by hand."""

import sqlite3
import unittest

from points import Points


def line(sku, quantity, price, category=""):
    return {"sku": sku, "quantity": quantity, "price": price, "category": category}


class PointsTest(unittest.TestCase):
    def setUp(self):
        self.points = Points(sqlite3.connect(":memory:", isolation_level=None))

    def buy(self, id, day, *lines, **more):
        return self.take("buy", id, day, lines=lines, **more)

    def back(self, id, day, purchase, **what):
        return self.take("refund", id, day, purchase=purchase, **what)

    def redeem(self, id, day, reward="sample-box"):
        return self.take("redeem", id, day, reward=reward)

    def take(self, kind, id, day, **more):
        call = {"kind": kind, "id": id, "at": f"{day} 10:00:00", "customer": "7"} | more
        return self.points.take(call)

    def stands(self, day, balance, pending=0, debt=0, tier="member"):
        self.assertEqual(
            {"balance": balance, "pending": pending, "debt": debt, "tier": tier},
            self.points.standing("7", day),
        )

    def test_points_pend_for_14_days_and_expire_with_the_month_a_year_later(self):
        self.buy("1", "2010-12-01", line("A", 1, 5000))
        self.stands("2010-12-14", 0, pending=50)
        self.stands("2010-12-15", 50)
        self.stands("2011-12-31", 50)
        self.assertEqual({"2011-12-31": 50}, self.points.expiries("7", "2011-12-31"))
        self.stands("2012-01-01", 0)

    def test_what_was_spent_and_goes_back_is_debt_that_the_next_points_pay(self):
        self.buy("1", "2011-01-01", line("A", 60, 100))
        self.redeem("D", "2011-02-01")
        self.assertEqual(-60, self.back("R", "2011-02-02", "1")["earned"])
        self.stands("2011-02-02", 0, debt=50)
        self.buy("2", "2011-02-03", line("A", 1, 8000))
        self.stands("2011-02-20", 30)

    def test_its_own_lot_gives_back_first_and_then_what_expires_first(self):
        for month in ("01", "02", "03"):
            self.buy(month, f"2011-{month}-01", line("A", 1, 4000))
        self.redeem("D", "2011-04-01")  # all of January and 10 of February
        self.back("R", "2011-04-02", "01")
        self.assertEqual({"2012-03-31": 30}, self.points.expiries("7", "2011-04-02"))
        self.back("R", "2011-04-02", "03")
        self.stands("2011-04-02", 0, debt=10)

    def test_a_cancel_gives_the_same_lots_their_points_less_the_debt_that_came_since(self):
        self.buy("1", "2011-01-01", line("A", 1, 3000))
        self.buy("2", "2011-02-01", line("A", 1, 3000))
        self.redeem("D", "2011-04-01")
        self.back("R", "2011-04-02", "1")
        self.stands("2011-04-02", 0, debt=20)
        answer = self.take("cancel", "D", "2011-04-03", reward="sample-box")
        self.assertEqual({"outcome": "ok", "earned": 50}, answer)
        self.assertEqual({"2012-01-31": 10, "2012-02-29": 20}, self.points.expiries("7", "2011-04-03"))

    def test_rewards_are_refused_for_tier_points_and_stock(self):
        self.buy("1", "2011-01-01", line("A", 1, 499_900))
        outcome = lambda reward: self.redeem(reward, "2011-02-01", reward)["outcome"]
        self.assertEqual("reward-refused-tier", outcome("early-lanterns"))
        self.buy("2", "2011-02-01", line("A", 1, 100))
        self.assertEqual("ok", outcome("early-lanterns"))
        for n in range(96):
            self.redeem(str(n), "2011-02-01")
        self.assertEqual("reward-refused-points", self.redeem("x", "2011-02-01")["outcome"])
        self.points.database.execute("UPDATE reward SET stock = 5")
        self.buy("3", "2011-02-01", line("A", 1, 1_000_000))
        for n in range(104):
            self.assertEqual("ok", self.redeem(f"y{n}", "2011-03-01")["outcome"])
        self.assertEqual("reward-refused-stock", self.redeem("z", "2011-03-01")["outcome"])

    def test_coupons_are_refused_for_their_reasons_in_their_order(self):
        self.buy("1", "2011-01-01", line("A", 1, 200_000))
        for id in "abc":
            self.redeem(id, "2011-02-01", "five-off")
        self.redeem("s", "2011-02-01")
        used = lambda id, price, coupon, day="2011-02-02": self.buy(
            id, day, line("A", 1, price), coupon=coupon
        )["coupon"]
        self.assertEqual("minimum-order", used("2", 1999, "a"))
        self.assertEqual("used", used("3", 2000, "a"))
        self.assertEqual("used", used("4", 2000, "b"))
        self.assertEqual("used", self.take("cancel", "b", "2011-02-03")["outcome"][-4:])
        self.assertEqual("expired", used("5", 2000, "c", "2011-05-03"))
        self.take("cancel", "c", "2011-05-04", reward="five-off")
        self.assertEqual("cancelled", used("6", 2000, "c", "2011-05-04"))
        till = {"purchase": "4", "goods": 9000, "coupon": "s"}
        self.assertEqual("coupon-not-stackable", self.take("till", "", "2011-02-03", **till)["outcome"])
        self.assertEqual("none", used("7", 2000, "nobody's"))

    def test_an_edit_ends_as_if_ordered_so_and_what_went_back_stays_gone(self):
        self.buy("1", "2011-01-01", line("A", 3, 1050), line("B", 2, 500))
        self.back("R", "2011-01-05", "1", lines=[{"sku": "A", "price": 1050, "quantity": 2}])
        self.assertEqual("refund-exceeds-purchase", self.edit("1", line("A", 1, 1050)))
        self.stands("2011-02-01", 20)
        # two of four are left, and the new goods are worth two points a pound
        self.assertEqual("ok", self.edit("1", line("A", 4, 1050), line("C", 1, 375, "christmas")))
        self.stands("2011-02-01", 28)
        self.back("W", "2011-01-09", "1")
        self.assertEqual("order-cancelled", self.edit("1", line("A", 4, 1050)))
        self.stands("2011-02-01", 0)

    def edit(self, id, *lines):
        return self.take("edit", id, "2011-01-06", lines=lines)["outcome"]

    def test_money_back_falls_on_the_lines_by_what_was_paid(self):
        self.buy("1", "2011-01-01", line("A", 1, 1000), line("X", 1, 2000, "christmas"))
        # 100 and 200 pence: 1 point and 4
        self.assertEqual(-5, self.back("M", "2011-01-02", "1", amount=300)["earned"])
        over = self.back("N", "2011-01-02", "1", amount=2701)
        self.assertEqual({"outcome": "refund-exceeds-purchase"}, over)
        self.assertEqual(-45, self.back("O", "2011-01-02", "1", amount=2700)["earned"])

    def test_lines_that_are_not_worth_the_same_are_ambiguous(self):
        self.buy("1", "2011-01-01", line("A", 2, 500), line("A", 2, 500, "christmas"))
        of = {"sku": "A", "price": 500}
        some = self.back("R", "2011-01-02", "1", lines=[of | {"quantity": 3}])
        self.assertEqual({"outcome": "refund-ambiguous"}, some)
        self.assertEqual(-30, self.back("R", "2011-01-02", "1", lines=[of | {"quantity": 4}])["earned"])

    def test_a_tier_lasts_a_year_and_30_days(self):
        self.buy("1", "2010-12-01", line("A", 1, 60_000))
        self.buy("2", "2010-12-03", line("A", 1, 40_000))
        self.stands("2010-12-03", 0, pending=1000, tier="silver")
        # the window of 2011-11-30 is the last that has both
        self.assertEqual("silver", self.points.standing("7", "2011-12-30")["tier"])
        self.assertEqual("member", self.points.standing("7", "2011-12-31")["tier"])
        self.back("M", "2011-01-01", "1", amount=1)
        self.assertEqual("member", self.points.standing("7", "2011-01-01")["tier"])


if __name__ == "__main__":
    unittest.main()
