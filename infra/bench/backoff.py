#!/usr/bin/env python3
"""Plays callers who all write one customer, by several ways to wait, in no time.

A caller reads for some ms, then writes for some ms. A write fails when another is in flight on the item, or when the item
was written since the read. Who fails waits and begins again, for ten seconds at most. Prints, for each way to wait, what
functions/runtime/RATIONALE.md tells of: how many of 1,200 gave up, how long calls took, and how many writes each purchase cost.
"""
import heapq
import itertools
import random

PURCHASES = 1200
LIMIT = 10_000  # ms, Backoff.LIMIT
SEEDS = 5


def exponential(first, most, limit=LIMIT, tries=10**9):
    """Full jitter, as AWS describes it."""
    def wait(call, age, dice):
        call["tried"] += 1
        if call["tried"] > tries or age > limit:
            return None
        return dice.uniform(0, min(most, first * 2 ** (call["tried"] - 1)))
    return wait


def decorrelated(first, most):
    def wait(call, age, dice):
        if age > LIMIT:
            return None
        call["last"] = min(most, dice.uniform(first, max(first, call["last"]) * 3))
        return call["last"]
    return wait


def ageing(first, most, least, old):
    """Backoff.max: grows fourfold, and shrinks with age."""
    def wait(call, age, dice):
        if age > LIMIT:
            return None
        call["tried"] += 1
        growing = first * 4 ** (call["tried"] - 1)
        return dice.uniform(0, min(growing, max(least, most * (1 - age / old))))
    return wait


WAYS = {
    "12 tries, 2 to 128 ms": exponential(2, 128, tries=11),
    "exponential to 128 ms": exponential(2, 128),
    "exponential to 1 s": exponential(4, 1024),
    "decorrelated to 1 s": decorrelated(4, 1024),
    "ageing (Backoff)": ageing(25, 500, 20, 4000),
}


def play(way, callers, read, write, seed):
    dice = random.Random(seed)
    queue, order, begun = [], itertools.count(), itertools.count()
    version, in_flight, took, writes, gave_up = 0, False, [], 0, 0

    def at(time, what, call):
        heapq.heappush(queue, (time, next(order), what, call))

    def begin(time):
        if next(begun) < PURCHASES:
            at(time, "read", {"began": time, "tried": 0, "last": 0})

    def about(ms):
        return ms * dice.uniform(0.7, 1.6)

    for _ in range(callers):
        begin(dice.uniform(0, 1))
    while queue:
        now, _, what, call = heapq.heappop(queue)
        if what == "read":
            at(now + about(read) / 2, "seen", call)
        elif what == "seen":
            call["version"] = version
            at(now + about(read) / 2, "write", call)
        elif what == "write":
            writes += 1
            refused = in_flight or call["version"] != version
            in_flight = in_flight or not refused
            at(now + about(write) / (2 if refused else 1), "refused" if refused else "written", call)
        elif what == "written":
            in_flight, version = False, version + 1
            took.append(now - call["began"])
            begin(now)
        else:
            wait = way(call, now - call["began"], dice)
            if wait is None:
                gave_up += 1
                begin(now)
            else:
                at(now + wait, "read", call)
    took.sort()
    return gave_up, took[len(took) // 2], took[len(took) * 99 // 100], took[-1], writes / len(took)


def main():
    for callers, read, write in [(32, 1.5, 2.5), (32, 5, 15), (100, 5, 15), (2, 5, 15)]:
        print(f"{callers} callers, {read} ms to read, {write} ms to write")
        for name, way in WAYS.items():
            plays = [play(way, callers, read, write, seed) for seed in range(SEEDS)]
            gave_up, half, most, last, writes = (sum(each) / SEEDS for each in zip(*plays))
            print(f"  {name:22} gave up {gave_up:5.1f}   p50 {half:5.0f} ms   p99 {most:5.0f} ms   longest {last:6.0f} ms"
                  f"   {writes:4.1f} writes each")


if __name__ == "__main__":
    main()
