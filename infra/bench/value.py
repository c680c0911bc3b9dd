#!/usr/bin/env python3
"""Times Perennial's fits beside those of lifetimes on the same made-up shop, in one run.

Customers buy as BG/NBD says with the parameters of CDNOW, start within a year and are seen for up
to two. Both fit the same customers; neither's time includes reading them or summing them up.
PERENNIAL names another command than ./perennial.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pandas
from lifetimes import BetaGeoFitter, ParetoNBDFitter

TOP = Path(__file__).resolve().parents[2]
SPAN = 728
END = "2020-12-28"


def play(customers: int, orders: Path) -> pandas.DataFrame:
    """Writes the shop's orders, and returns what lifetimes fits: one row a customer, in weeks."""
    random = numpy.random.default_rng(42)
    rate = random.gamma(0.243, 1 / 4.414, customers) / 7
    leaves = random.beta(0.793, 2.426, customers)
    first = random.integers(0, 365, customers)
    now = first.astype(float)
    last = first.copy()
    count = numpy.zeros(customers, dtype=int)
    alive = numpy.ones(customers, dtype=bool)
    bought = [(numpy.arange(customers), first)]
    while alive.any():
        who = numpy.flatnonzero(alive)
        now[who] += random.exponential(1, len(who)) / numpy.maximum(rate[who], 1e-12)
        who = who[now[who] < SPAN]
        alive[:] = False
        day = now[who].astype(int)
        new = day > last[who]
        count[who[new]] += 1
        last[who] = day
        bought.append((who, day))
        alive[who[random.random(len(who)) >= leaves[who]]] = True
    names = numpy.concatenate([who for who, _ in bought])
    days = numpy.concatenate([day for _, day in bought])
    dates = (numpy.datetime64("2019-01-01") + numpy.arange(SPAN)).astype(str)
    pandas.DataFrame({"who": names, "day": dates[days]}).to_csv(orders, index=False)
    return pandas.DataFrame({"x": count, "t_x": (last - first) / 7, "T": (SPAN - 1 - first) / 7})


def ours(orders: Path, model: str) -> dict:
    command = [os.environ.get("PERENNIAL", str(TOP / "perennial")), "fit", "--orders", str(orders),
               "--format", "csv", "--customer", "who", "--date", "day", "--until", END, "--model", model, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(model: str, fitter, customers: int, folder: Path) -> None:
    orders = folder / f"{model}.csv"
    shop = play(customers, orders)
    began = time.perf_counter()
    fit = ours(orders, model)
    whole = time.perf_counter() - began
    began = time.perf_counter()
    fitter.fit(shop["x"], shop["t_x"], shop["T"])
    theirs = time.perf_counter() - began
    print(f"{model}, {customers:,} customers: {fit['seconds']:.2f} s, lifetimes {theirs:.1f} s, "
          f"{theirs / fit['seconds']:.0f} times; with a JVM's start and reading {whole:.1f} s")
    print(f"  ours   {fit['parameters']}\n  theirs {dict(fitter.params_)}", flush=True)


def main() -> None:
    customers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    pareto = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        compare("bgnbd", BetaGeoFitter(), customers, Path(folder))
        compare("paretonbd", ParetoNBDFitter(), pareto, Path(folder))


if __name__ == "__main__":
    main()
