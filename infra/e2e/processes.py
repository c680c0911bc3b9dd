"""Processes that end with the test, ports that nobody has, and waiting by asking."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self, TypeVar

T = TypeVar("T")

# How much longer than a quiet machine a busy one may take: a test that fails for that says nothing.
PATIENCE = 4


class Failed(Exception):
    """Something is not as it should be; the message is all that a reader needs."""


def until(what: str, seconds: float, attempt: Callable[[], T | None], pause: float = 0.1) -> T:
    """
    Asks again until the attempt answers something; in the end fails, naming what was waited for.

    :param seconds: that it takes at most on a machine that does nothing else
    """
    deadline = time.monotonic() + seconds * PATIENCE
    while True:
        answer = attempt()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise Failed(f"waited {seconds * PATIENCE:g} s in vain for {what}")
        time.sleep(pause)


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Processes:
    """Started processes, each in a group of its own, so that its children end with it."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen] = []

    def start(self, command: list[str], env: Mapping[str, str], cwd: Path, log: Path) -> subprocess.Popen:
        """Starts a command whose output is added to a file."""
        with log.open("ab") as out:
            process = subprocess.Popen(
                command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append(process)
        return process

    def end(self, process: subprocess.Popen) -> None:
        """Ends a process and whatever it started: politely, then not."""
        for name, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 10)):
            try:
                os.killpg(process.pid, name)
            except ProcessLookupError:
                pass
            try:
                process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
        if process in self._running:
            self._running.remove(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running.copy()):
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for process in self._running.copy():
            self.end(process)


def run(command: list[str], env: Mapping[str, str], cwd: Path, log: Path, seconds: float = 300) -> str:
    """Runs a command to its end, keeps its output in a file and returns it."""
    done = subprocess.run(
        command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, timeout=seconds, check=False,
    )
    with log.open("a") as out:
        out.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise Failed(f"{Path(command[0]).name} {' '.join(command[1:3])} ended with {done.returncode}:\n{last}")
    return done.stdout
