#!/usr/bin/env python3
"""Runs the commands of README.md as they stand there, from the top of the project.

What keeps running (`./perennial up`) is started beside the others and asked for its start page.
Commands that other steps of .ci/run run (`make …`) or that need an account (`sam`, `--stack`) are
named and passed over; `make e2e` runs those against an emulator. What a developer keeps in the folders
that these commands write stands aside meanwhile.
"""

import contextlib
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
ELSEWHERE = re.compile(r"^make |--stack |sam deploy")
SERVES = re.compile(r"^\./perennial up")
START_SECONDS = 60
# what `up` keeps by itself, and the folder that the README names
WRITTEN = [TOP / ".perennial" / name for name in ("up", "winter")]


def commands(readme: str) -> list[str]:
    """Every command of the README's shell blocks, in order, lines that go on joined."""
    found: list[str] = []
    for block in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL):
        open_quote = False
        for line in block.splitlines():
            if found and (open_quote or found[-1].endswith("\\\n")):
                found[-1] += line + "\n"
            else:
                found.append(line + "\n")
            open_quote = found[-1].count("'") % 2 == 1
    return [command.strip() for command in found if command.strip()]


def serve(command: str) -> subprocess.Popen[bytes]:
    """Starts a stack and waits until its start page is there."""
    port = re.search(r"--port (\d+)", command)
    page = f"http://localhost:{port.group(1) if port else 8080}/"
    process = subprocess.Popen(["bash", "-c", "exec " + command], cwd=TOP)
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=10) as answer:
                assert answer.status == 200
                return process
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise SystemExit(f"no page at {page} after: {command}")


@contextlib.contextmanager
def aside() -> Iterator[None]:
    """Gives the commands empty folders, and the developer the own ones back."""
    for folder in WRITTEN:
        if folder.exists():
            folder.rename(folder.with_suffix(".aside"))
    try:
        yield
    finally:
        for folder in WRITTEN:
            shutil.rmtree(folder, ignore_errors=True)
            if folder.with_suffix(".aside").exists():
                folder.with_suffix(".aside").rename(folder)


def main() -> None:
    with aside():
        run_all()


def run_all() -> None:
    """Runs them in their order; ends with the first that fails."""
    todo = ["./perennial up", *commands((TOP / "README.md").read_text())]
    running: list[subprocess.Popen[bytes]] = []
    try:
        for command in todo:
            first = command.splitlines()[0]
            if ELSEWHERE.search(command):
                print(f"-- elsewhere: {first}", flush=True)
                continue
            if command.startswith("aws ") and not has_aws():
                print(f"-- without AWS's command line: {first}", flush=True)
                continue
            print(f"-- {first}", flush=True)
            if SERVES.match(command):
                running.append(serve(command))
            else:
                subprocess.run(["bash", "-euo", "pipefail", "-c", fail_on_status(command)], cwd=TOP, check=True)
    except subprocess.CalledProcessError as error:
        sys.exit(f"README.md: exit {error.returncode} from: {error.cmd[-1]}")
    finally:
        for process in running:
            process.terminate()
            process.wait()


def has_aws() -> bool:
    """Whether this machine has AWS's command line, which nothing else here needs."""
    return shutil.which("aws") is not None and subprocess.run(["aws", "--version"], capture_output=True).returncode == 0


def fail_on_status(command: str) -> str:
    """curl itself is content with any answer."""
    return re.sub(r"^curl ", "curl --silent --show-error --fail-with-body ", command)


if __name__ == "__main__":
    main()
