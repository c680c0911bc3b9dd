#!/usr/bin/env python3
"""How good the model is that `backtest` chooses, without a look at the holdout, on thirty shops and parts of shops.

Online Retail is shipped; CDNOW's sample and Complete Journey's transactions have no licence that would let us ship
them: --cdnow FILE and --complete-journey FILE name them, and without them their shops are left out. The others are
made up, each as another model of buying has it, with seeds. Every shop is cut at a day; what is chosen from the days
before is compared with the best single model after it. PERENNIAL names another command than ./perennial.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import os
import random
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
START = date(2020, 1, 1)
HEURISTICS = {"average", "own-rate", "shrunk-rate"}
Days = dict[str, set[date]]
Following = Callable[[float], float | None]
Shopper = Callable[[random.Random], Following]


@dataclass(frozen=True)
class Shop:
    """Purchase days by customer, and the days that end calibration and holdout."""

    name: str
    days: Days
    until: date
    end: date

    def half(self, odd: int) -> Shop:
        """Every other customer."""
        names = sorted(self.days)[odd::2]
        return Shop(f"{self.name}, half {odd + 1}", {each: self.days[each] for each in names}, self.until, self.end)


def cuts(name: str, days: Days, *bounds: tuple[str, str]) -> Iterator[Shop]:
    """A shop at several cuts, and both halves of it at the first."""
    shops = [Shop(f"{name} {until}", days, date.fromisoformat(until), date.fromisoformat(end)) for until, end in bounds]
    yield from shops
    yield shops[0].half(0)
    yield shops[0].half(1)


def online_retail() -> Iterator[Shop]:
    days: Days = defaultdict(set)
    with gzip.open(TOP / "data/online-retail/online_retail.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["CustomerID"] and float(row["Quantity"]) > 0 and float(row["UnitPrice"]) > 0:
                days[row["CustomerID"]].add(date.fromisoformat(row["InvoiceDate"][:10]))
    yield from cuts("Online Retail", days, ("2011-06-30", "2011-12-09"), ("2011-08-31", "2011-12-09"),
                    ("2011-04-30", "2011-09-30"))


def cdnow(path: Path) -> Iterator[Shop]:
    days: Days = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) == 5:
            days[fields[1]].add(date(int(fields[2][:4]), int(fields[2][4:6]), int(fields[2][6:])))
    yield from cuts("CDNOW", days, ("1997-09-30", "1998-06-30"), ("1997-12-31", "1998-06-30"), ("1997-06-30", "1997-12-31"))


def complete_journey(path: Path) -> Iterator[Shop]:
    days: Days = defaultdict(set)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            days[row["household_id"]].add(date.fromisoformat(row["transaction_timestamp"][:10]))
    yield from cuts("Complete Journey", days, ("2017-08-31", "2017-12-31"), ("2017-06-30", "2017-12-31"),
                    ("2017-05-31", "2017-09-30"))


def played(name: str, seed: int, customers: int, span: int, until: int,
           shopper: Shopper, joins: float = 0.5) -> Shop:
    """
    A made-up shop.

    :param shopper: draws a customer: from the time of a purchase, the next one's, or none any more
    :param joins: within which share of the span customers come
    """
    chance = random.Random(seed)
    days: Days = {}
    for number in range(customers):
        following = shopper(chance)
        time: float | None = chance.random() * span * joins
        bought: set[date] = set()
        while time is not None and time < span:
            bought.add(START + timedelta(days=int(time)))
            time = following(time)
        days[f"c{number}"] = bought
    return Shop(f"{name}, seed {seed}", days, START + timedelta(days=until), START + timedelta(days=span - 1))


def geometric(r: float, alpha: float, a: float, b: float, k: int = 1, at_first: bool = False) -> Shopper:
    """BG/NBD, or MBG/NBD that may lose somebody with the first purchase; every k-th tick is a purchase. Per day."""
    def draw(chance: random.Random) -> Following:
        rate, leaves = chance.gammavariate(r, 1 / alpha), chance.betavariate(a, b)
        purchases = 0

        def following(time: float) -> float | None:
            nonlocal purchases
            purchases += 1
            lost = (at_first or purchases > 1) and chance.random() < leaves
            return None if lost else time + chance.gammavariate(k, 1 / max(rate, 1e-9))
        return following
    return draw


def departing(r: float, alpha: float, s: float, beta: float) -> Shopper:
    """Pareto/NBD."""
    def draw(chance: random.Random) -> Following:
        rate, hazard = chance.gammavariate(r, 1 / alpha), chance.gammavariate(s, 1 / beta)
        until: float | None = None

        def following(time: float) -> float | None:
            nonlocal until
            until = time + chance.expovariate(max(hazard, 1e-12)) if until is None else until
            found = time + chance.expovariate(max(rate, 1e-9))
            return found if found < until else None
        return following
    return draw


def seasonal(r: float, alpha: float, s: float, beta: float, swing: float) -> Shopper:
    """Pareto/NBD whose rates follow the year: highest at its end."""
    base = departing(r, alpha / (1 + swing), s, beta)

    def draw(chance: random.Random) -> Following:
        inner = base(chance)

        def following(time: float) -> float | None:
            found = inner(time)
            while found is not None:
                wave = (1 + swing * math.cos(2 * math.pi * found / 365)) / (1 + swing)
                if chance.random() < wave:
                    return found
                found = inner(found)
            return None
        return following
    return draw


def fickle(gaps: float, spread: float, lost: float) -> Shopper:
    """Log-normal gaps around a pace of the customer's own, and a chance to be lost at each: no model of ours."""
    def draw(chance: random.Random) -> Following:
        pace = chance.lognormvariate(math.log(gaps), 0.8)

        def following(time: float) -> float | None:
            return None if chance.random() < lost else time + pace * chance.lognormvariate(0, spread)
        return following
    return draw


def made_up() -> Iterator[Shop]:
    yield played("BG/NBD", 1, 4000, 540, 300, geometric(0.6, 30, 0.8, 2.4))
    yield played("BG/NBD that few leave", 2, 3000, 540, 300, geometric(1.2, 40, 0.3, 6))
    yield played("MBG/NBD", 3, 4000, 540, 300, geometric(0.7, 30, 0.9, 2, at_first=True))
    yield played("MBG/NBD of the one-time", 4, 6000, 720, 420, geometric(0.5, 35, 1.6, 1.2, at_first=True))
    yield played("MBG/CNBD-2", 5, 3000, 540, 300, geometric(0.9, 15, 0.6, 2.5, k=2, at_first=True))
    yield played("MBG/CNBD-4", 6, 2000, 720, 400, geometric(1.5, 10, 0.5, 4, k=4, at_first=True))
    yield played("BG/CNBD-3", 7, 2500, 540, 300, geometric(1, 12, 0.4, 3, k=3))
    yield played("Pareto/NBD", 8, 4000, 540, 300, departing(0.6, 30, 0.6, 80))
    yield played("Pareto/NBD that many leave", 9, 5000, 540, 270, departing(0.8, 25, 1.5, 60))
    yield played("Pareto/NBD that nobody leaves", 10, 2500, 400, 240, departing(1.1, 45, 0.05, 400))
    yield played("seasonal", 11, 4000, 730, 450, seasonal(0.8, 25, 0.5, 100, 0.5))
    yield played("log-normal gaps", 12, 3000, 540, 300, fickle(35, 0.5, 0.12))
    yield played("log-normal gaps, wide", 13, 3000, 540, 300, fickle(60, 1.0, 0.2))
    yield played("small", 14, 400, 540, 300, geometric(0.7, 25, 0.7, 2.4), joins=0.4)


def tried(shop: Shop, folder: Path) -> tuple[str, dict[str, dict[str, float]]]:
    orders = folder / "orders.csv"
    with orders.open("w", encoding="utf-8", newline="") as file:
        file.write("who,day\n")
        for who, days in shop.days.items():
            file.writelines(f"{who},{day}\n" for day in sorted(days))
    command = [os.environ.get("PERENNIAL", str(TOP / "perennial")), "backtest", "--orders", str(orders), "--format", "csv",
               "--customer", "who", "--date", "day", "--until", str(shop.until), "--holdout-until", str(shop.end), "--json"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer["chosen"], answer["models"]


def above(models: dict[str, dict[str, float]], chosen: str, error: str) -> tuple[float, str]:
    """How far what was chosen is above the best single model, in percent, and which that is."""
    single = {name: each[error] for name, each in models.items() if name not in HEURISTICS | {"blend"}}
    best = min(single, key=single.__getitem__)
    return 100 * (models[chosen][error] / single[best] - 1), best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cdnow", type=Path)
    parser.add_argument("--complete-journey", type=Path)
    options = parser.parse_args()
    shops = [*online_retail(), *made_up()]
    shops += cdnow(options.cdnow) if options.cdnow else []
    shops += complete_journey(options.complete_journey) if options.complete_journey else []
    results: list[tuple[float, float]] = []
    print(f"{'shop':42} {'chosen':12} {'MAE':>7} {'above':>7}  {'best':12} {'RMSE':>7} {'above':>7}  best")
    with tempfile.TemporaryDirectory() as folder:
        for shop in shops:
            chosen, models = tried(shop, Path(folder))
            mae, best_mae = above(models, chosen, "mae")
            rmse, best_rmse = above(models, chosen, "rmse")
            results.append((mae, rmse))
            print(f"{shop.name:42} {chosen:12} {models[chosen]['mae']:7.4f} {mae:+6.2f}%  {best_mae:12} "
                  f"{models[chosen]['rmse']:7.4f} {rmse:+6.2f}%  {best_rmse}", flush=True)
    for what, each in (("MAE", [mae for mae, _ in results]), ("RMSE", [rmse for _, rmse in results])):
        print(f"{what}: {sum(each) / len(each):+.2f} % on average, {max(each):+.2f} % at worst, within .5 % "
              f"{sum(one <= 0.5 for one in each)} of {len(each)}")
    both = sum(mae <= 0.5 and rmse <= 0.5 for mae, rmse in results)
    print(f"within .5 % of the best single model by both: {both} of {len(results)}")


if __name__ == "__main__":
    main()
