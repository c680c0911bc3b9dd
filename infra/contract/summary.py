"""summary.py COUNTS: calls by operation and status; fails when one had a 5xx, or never a 2xx."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict


def main(path: str) -> int:
    with open(path, encoding="utf-8") as file:
        rows: list[tuple[str, int, int]] = json.load(file)
    families: defaultdict[str, Counter[int]] = defaultdict(Counter)
    statuses: Counter[int] = Counter()
    for label, status, calls in rows:
        families[label][status // 100] += calls
        statuses[status] += calls
    print(f"{'operation':38} {'calls':>7} {'2xx':>7} {'4xx':>7} {'5xx':>7}")
    for label, family in [*sorted(families.items()), ("all", sum(families.values(), Counter()))]:
        print(f"{label:38} {family.total():7} {family[2]:7} {family[4]:7} {family[5]:7}")
    print("by status: " + ", ".join(f"{status}: {calls}" for status, calls in sorted(statuses.items())))
    bad = [label for label, family in families.items() if family[5] or not family[2]]
    if bad or not families:
        print("a 5xx, or never a 2xx: " + (", ".join(bad) or "nothing was called"), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
