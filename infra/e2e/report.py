"""What was checked, one line each, as it happens."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Report:
    """Prints a line for each thing that was checked, with the seconds that it took."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.checks = 0

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._began

    def chapter(self, title: str) -> None:
        """Begins a group of lines."""
        print(f"\n{title}", flush=True)

    @contextmanager
    def check(self, what: str) -> Iterator[None]:
        """Something that is true when the block ends without an exception."""
        began = time.monotonic()
        try:
            yield
        except BaseException:
            print(f"  ✗ {time.monotonic() - began:6.2f} s  {what}", flush=True)
            raise
        self.checks += 1
        print(f"  ✓ {time.monotonic() - began:6.2f} s  {what}", flush=True)

    def note(self, text: str) -> None:
        """Says something that is not a check."""
        print(f"    {text}", flush=True)
