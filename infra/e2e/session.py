"""A run from an empty folder to an empty machine: logs stay only when something failed."""

import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from processes import Failed, Processes
from report import Report
from shop import HOME, Shop


def session(name: str, story: Callable[[Shop, Report], None],
            made: Callable[[Processes, Path], Shop] = Shop) -> int:
    """Runs a story in a shop of its own; the process's exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    work = Path(tempfile.mkdtemp(prefix=f"perennial-{name}-"))
    (work / "logs").mkdir()
    kept = HOME / ".perennial" / name
    shutil.rmtree(kept, ignore_errors=True)
    try:
        with Processes() as processes:
            story(made(processes, work), report)
    except BaseException as e:
        shutil.copytree(work / "logs", kept)
        if not isinstance(e, Exception):
            raise
        if isinstance(e, Failed):
            print(f"\n{name}: {e}")
        else:
            traceback.print_exc()
        print(f"\n{name}: FAILED after {report.seconds():.0f} s; every log is in {kept.relative_to(HOME)}")
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"\n{name}: {report.checks} checks, all right, {report.seconds():.0f} s")
    return 0
