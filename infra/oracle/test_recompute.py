"""make oracle runs this first; by itself: python3 -m unittest discover infra/oracle"""

import contextlib
import io
import json
import os
import tempfile
import unittest

import calls
import recompute
from points import Points

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


def row(invoice, sku, quantity, day, price, customer="7", description="THING"):
    return f"{invoice},{sku},{description},{quantity},2011-01-{day} 10:00:00,{price},{customer},EIRE"


class RecomputeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, *lines):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return path

    def balances(self, *lines, until="2011-12-30"):
        points, _ = recompute.recompute(self.write("orders.csv", HEADER, *lines), until)
        database = points.database
        return {b["customerId"]: b for b in recompute.named(database.execute(recompute.BALANCES))}

    def run_main(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = recompute.main(arguments)
            except SystemExit as exit:
                status = exit.code
        return status, out.getvalue(), err.getvalue()

    def test_points_are_rounded_down_once_for_the_whole_purchase(self):
        # 0.60 + 0.60 at 1 a pound, 0.45 at 2, postage at 0: 2.1
        balance = self.balances(
            row("1", "A", 1, "01", "0.60"),
            row("1", "X", 1, "01", "0.60"),
            row("1", "C", 1, "01", "0.45", description="Xmas BELL"),
            row("1", "POST", 1, "01", "18.00", description="CHRISTMAS POST"),
        )["7"]
        self.assertEqual((2, 0, 2), self.points(balance))
        self.assertEqual(1965, balance["spendMinor"])

    def test_claw_back_is_what_no_longer_is_earned_on_the_rest(self):
        balance = self.balances(row("1", "A", 3, "01", "0.50"), row("C2", "A", -2, "02", "0.50"))
        self.assertEqual((1, 1, 0), self.points(balance["7"]))
        self.assertEqual((1, 0, 50), self.keys(balance["7"], "refunds", "refundedWhole", "netMinor"))

    def test_latest_earlier_purchase_is_given_back_first_and_several_when_needed(self):
        balance = self.balances(
            row("1", "A", 5, "01", "2.00"),
            row("2", "A", 5, "02", "2.00"),
            row("3", "A", 5, "04", "2.00"),
            row("C9", "A", -7, "03", "2.00"),
        )["7"]
        self.assertEqual((2, 1, 1600), self.keys(balance, "refunds", "refundedWhole", "netMinor"))

    def test_lines_without_customer_or_price_and_other_prices_do_not_count(self):
        balances = self.balances(
            row("1", "A", 5, "01", "2.00", customer=""),
            row("1", "A", 5, "01", "2.00"),
            row("1", "A", 5, "01", "0.0"),
            row("C2", "A", -1, "02", "2.01"),
            row("C3", "A", -1, "02", "2.00", customer="8"),
        )
        self.assertEqual(["7"], list(balances))
        self.assertEqual((1, 0, 1000), self.keys(balances["7"], "purchases", "refunds", "netMinor"))

    def test_until_includes_the_whole_day(self):
        lines = [row(day, "A", 1, day, "1.00") for day in ("01", "02", "03")]
        self.assertEqual(2, self.balances(*lines, until="2011-01-02")["7"]["purchases"])

    def export(self, until, *rows):
        """Orders of customers 7 and 8, and what the shop should export of them on a day."""
        orders = self.write("orders.csv", HEADER, *rows)
        points, _ = recompute.recompute(orders, until)
        balances = recompute.named(points.database.execute(recompute.BALANCES))
        return orders, [
            {"customerId": row["customerId"]} | recompute.expected(points, row, until)
            for row in balances
        ]

    def test_compare_finds_a_difference_in_each_figure(self):
        until = "2011-12-30"
        orders, right = self.export(
            until, row("1", "A", 5, "01", "2.00"), row("2", "A", 1, "01", "2.00", "8")
        )
        self.assertEqual(
            {
                "customerId": "7", "orders": 1, "spendMinor": 1000, "pointsIssued": 10,
                "pointsBalance": 10, "pointsPending": 0, "debt": 0, "tier": "member",
                "expiries": {"2012-01-31": 10},
            },
            right[0],
        )  # fmt: skip
        compare = ("--until", until, "--compare")
        file = self.write("export", *map(json.dumps, right))
        self.assertEqual((0, ""), self.run_main(orders, *compare, file)[:2])
        for key, value in right[1].items():
            wrong = {"tier": "gold", "expiries": {"2012-02-29": 2}}.get(key, 1)
            planted = right[1] | {key: "9" if key == "customerId" else wrong}
            if planted == right[1]:
                planted[key] = 2
            file = self.write("export", *map(json.dumps, [right[0], planted]))
            status, out, _ = self.run_main(orders, *compare, file)
            self.assertEqual(1, status, key)
            self.assertIn("not in the" if key == "customerId" else f"8: {key} is {planted[key]}", out)
            self.assertNotIn("7: ", out)
            self.assertIn(f"recomputed {value}" if key != "customerId" else "8: not in", out)
        file = self.write("export", json.dumps(right[0]))
        self.assertTrue(self.run_main(orders, *compare, file)[1].startswith("8: not in the export"))

    def test_answers_of_a_shop_are_held_against_the_calls(self):
        lived = next(str(n) for n in range(1000) if calls.is_lived(str(n)))
        orders = self.write(
            "orders.csv", HEADER, *(row(str(n), "A", 90, "05", "9.00", lived) for n in range(4))
        )
        until = "2011-12-30"
        right = self.answers(orders, until)
        kinds = {answer.pop("kind") for answer in right}
        self.assertLessEqual({"buy", "redeem"}, kinds)
        self.assertEqual([], self.found(orders, until, right))
        for key in ("outcome", "earned", "balance", "pending", "debt", "tier"):
            for place, answer in enumerate(right):
                if key in answer:
                    planted = [dict(each) for each in right]
                    planted[place][key] = "other"
                    found = self.found(orders, until, planted)
                    self.assertEqual(1, len(found), key)
                    self.assertIn(f"{key} after", found[0])
        self.assertIn("was not answered", self.found(orders, until, right[1:])[0])
        more = right + [right[0] | {"call": 10_000}]
        self.assertEqual(["call 10000 was answered, and is none"], self.found(orders, until, more))

    def answers(self, orders, until):
        points = Points(recompute.read(orders, until))
        told = []
        for number, call in enumerate(calls.year(points.database)):
            if call["at"] < until:
                answer = points.take(call)
                if "earned" in answer:
                    answer |= points.standing(call["customer"], call["at"][:10])
                told.append({"call": number, "kind": call["kind"]} | answer)
        return told

    def found(self, orders, until, answers):
        by_call = {each["call"]: dict(each) for each in answers}
        return recompute.recompute(orders, until, by_call)[1]

    def test_dates_that_are_none_are_refused(self):
        orders = self.write("orders.csv", HEADER)
        for until in ("2011-12-32", "tomorrow", "20111210"):
            self.assertEqual(2, self.run_main(orders, "--until", until)[0])

    @staticmethod
    def keys(balance, *names):
        return tuple(balance[name] for name in names)

    def points(self, balance):
        return self.keys(balance, "pointsEarned", "pointsClawedBack", "pointsLeft")


if __name__ == "__main__":
    unittest.main()
