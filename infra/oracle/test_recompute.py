"""python3 -m unittest discover infra/oracle"""

import contextlib
import io
import json
import os
import tempfile
import unittest

import recompute

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
        database = recompute.recompute(self.write("orders.csv", HEADER, *lines), until)
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

    def test_compare_names_each_difference_and_exits_1(self):
        orders = self.write(
            "orders.csv", HEADER, row("1", "A", 5, "01", "2.00"), row("2", "A", 1, "01", "2.00", "8")
        )
        right = {"customerId": "7", "orders": 1, "spendMinor": 1000, "pointsIssued": 10}
        right |= {"pointsBalance": 4, "pointsPending": 6}
        other = {"customerId": "8", "orders": 1, "spendMinor": 200, "pointsIssued": 2}
        other |= {"pointsBalance": 1, "pointsPending": 0}
        lines = [json.dumps(right), json.dumps(other)]
        status, out, _ = self.run_main(orders, "--compare", self.write("export", *lines))
        self.assertEqual(
            (1, "8: points (pointsBalance + pointsPending) is 1; recomputed 2\n"), (status, out)
        )
        table = [",".join(right), "7,1,1000,10,4,6", "8,1,200,2,2,0", "9,0,0,0,0,0"]
        self.assertEqual(
            (0, ""), self.run_main(orders, "--compare", self.write("export", *table))[:2]
        )
        status, out, _ = self.run_main(orders, "--compare", self.write("export", *table[:2]))
        self.assertEqual(1, status)
        self.assertTrue(out.startswith("8: not in the export"))

    def test_dates_that_would_need_expiry_are_refused(self):
        orders = self.write("orders.csv", HEADER)
        for until in ("2011-12-31", "tomorrow", "20111210"):
            self.assertEqual(2, self.run_main(orders, "--until", until)[0])

    @staticmethod
    def keys(balance, *names):
        return tuple(balance[name] for name in names)

    def points(self, balance):
        return self.keys(balance, "pointsEarned", "pointsClawedBack", "pointsLeft")


if __name__ == "__main__":
    unittest.main()
