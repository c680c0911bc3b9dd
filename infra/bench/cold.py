#!/usr/bin/env python3
"""
How long a function takes to start, and for its first and later answers: the zip of each, on JDK 25 under AWS's own
runtime interface client, with AWS played by memory that answers at once.

Ways: `default`, the JVM's own flags, which Lambda leaves to a java25 function that has a snapshot, as all of template.yaml
have; `c1`, with -XX:TieredStopAtLevel=1 as it sets for one without; `primed`, the deployed flags and what SnapStart does:
the hook runs in the process before its snapshot, and `init` ends there. A snapshot itself can't be taken here, so what a
restore takes is not in any figure. `warm` is without the time that AWS's stand-in worked itself.

Usage: cold.py [--runs N] [FUNCTION...]; with `--check` it fails where a figure is above its limit.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from aws_stub import AwsStub
from runtime import C1, java
from runtime_api import RuntimeApi

TOP = Path(__file__).resolve().parents[2]
ITEMS = TOP / "functions/runtime/src/main/resources/rehearsal/items.json"
MEGABYTES = 1024
# where org.crac finds the runtime's own implementation
CRAC = "com.amazonaws.services.lambda.crac"
WARM_CALLS = 200
WAYS = {"default": ([], False), "c1": (C1, False), "primed": ([], True)}
# milliseconds: init and first answer together by way, the first answer of a primed one, a later one
LIMITS = {"default": 1600, "c1": 1100, "primed": 100, "warm": 10, "zip": 12_000_000}
SETTINGS = {
    "SCAN_PARTS": "1", "MAIL_VISIBILITY_SECONDS": "360", "SENDER": "shop@bench.example", "POSTAL_ADDRESS": "1 Bench Street",
    "BASE_URL": "https://bench.example", "BUS_NAME": "bench", "CAMPAIGNS_RULE": "bench-campaigns", "CONFIGURATION_SET": "bench",
    **{name: name for name in ("CUSTOMERS_TABLE", "HISTORY_TABLE", "PROGRAMME_TABLE")},
}
QUEUES = ("MAIL_QUEUE_URL", "PASS_QUEUE_URL", "AUDIENCE_QUEUE_URL", "PARKED_QUEUE_URL")


@dataclass(frozen=True)
class Function:
    """A function of the template, with the event that it is measured on."""

    id: str
    handler: str
    zip: Path
    sample: bytes


@dataclass(frozen=True)
class Figures:
    """One start, in milliseconds."""

    init: float
    first: float
    warm: float


def functions() -> list[Function]:
    """Every function that template.yaml declares."""
    found = []
    declared = re.findall(
        r"^  (\w+):\n    Type: AWS::Serverless::Function\n(.*?)(?=^  \S|\Z)", (TOP / "template.yaml").read_text(),
        re.MULTILINE | re.DOTALL)
    for name, body in declared:
        handler = re.search(r"Handler: ([\w.]+)", body).group(1)
        code = re.search(r"CodeUri: (\S+)", body).group(1)
        source = TOP / Path(code).parents[1] / "src/main/java" / (handler.replace(".", "/") + ".java")
        sample = re.search(r'@Primes\(\{?\s*"([\w-]+)"', source.read_text()).group(1)
        found.append(Function(name, handler, TOP / code, (TOP / "events" / f"{sample}.json").read_bytes()))
    return found


def start(function: Function, task: Path, flags: list[str], primed: bool, api: RuntimeApi, aws: AwsStub) -> subprocess.Popen:
    """The function's JVM."""
    env = {
        "PATH": os.environ["PATH"], "TZ": ":UTC", "LANG": "en_US.UTF-8", "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL": aws.url,
        "AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench", "AWS_LAMBDA_RUNTIME_API": api.address,
        "AWS_LAMBDA_FUNCTION_NAME": "bench", "AWS_LAMBDA_FUNCTION_VERSION": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEGABYTES),
        "AWS_LAMBDA_LOG_FORMAT": "JSON", "_HANDLER": function.handler, "LAMBDA_TASK_ROOT": str(task),
        **({"AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"} if primed else {}),
        **SETTINGS, **{name: aws.url + "/" + name for name in QUEUES},
    }
    command = java(task, function.handler, MEGABYTES, [*flags, f"-Dorg.crac.Core.Compat={CRAC}"])
    return subprocess.Popen(command, env=env, cwd=task, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def measure(function: Function, task: Path, way: str) -> Figures:
    """One start, one first answer, and the median of later ones."""
    flags, primed = WAYS[way]
    api, aws = RuntimeApi(), AwsStub(json.loads(ITEMS.read_text()))
    began = time.perf_counter()
    process = start(function, task, flags, primed, api, aws)
    try:
        if not api.ready.wait(60):
            raise SystemExit(f"{function.id} did not start:\n" + ended(process))
        init = (time.perf_counter() - began) * 1000
        api.restored.set()
        first = api.invoke(function.sample)
        stub = aws.seconds
        later = [api.invoke(function.sample) for _ in range(WARM_CALLS)]
        stub = (aws.seconds - stub) * 1000 / WARM_CALLS
        for _, status, answer in [first, *later]:
            if status != 200 or b'"errorType"' in answer or b'"statusCode":5' in answer:
                raise SystemExit(f"{function.id} answered {answer[:300]!r}\n" + ended(process))
        return Figures(init, first[0], statistics.median(millis for millis, _, _ in later) - stub)
    finally:
        process.kill()
        output = process.communicate()[0].decode(errors="replace")
        if "not rehearsed" in output:
            raise SystemExit(f"{function.id}: {output}")
        api.shutdown()
        aws.shutdown()


def ended(process: subprocess.Popen) -> str:
    """What it said."""
    process.kill()
    return process.communicate()[0].decode(errors="replace")[-2000:]


def median(figures: list[Figures]) -> Figures:
    """Of each figure by itself."""
    return Figures(*(statistics.median(values) for values in zip(*((f.init, f.first, f.warm) for f in figures))))


def above(function: Function, way: str, figures: Figures) -> list[str]:
    """Which figures are above their limits."""
    cold = figures.first if way == "primed" else figures.init + figures.first
    found = [f"{function.id} {way}: {cold:.0f} ms, at most {LIMITS[way]}"] if cold > LIMITS[way] else []
    return found + ([f"{function.id} warm: {figures.warm:.1f} ms"] if figures.warm > LIMITS["warm"] else [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("functions", nargs="*", help="names in template.yaml; all when none is given")
    parser.add_argument("--runs", type=int, default=3, help="starts of each, of which the median is told (default 3)")
    parser.add_argument("--check", action="store_true", help="fail where a figure is above its limit")
    asked = parser.parse_args()
    found = [f for f in functions() if not asked.functions or f.id in asked.functions]
    wrong: list[str] = []
    print(f"{'milliseconds':27} {'zip MB':>7}" + "".join(f" | {way:>7} init {'first':>6} {'warm':>5}" for way in WAYS))
    with tempfile.TemporaryDirectory() as work:
        for function in found:
            task = Path(work) / function.zip.parts[-3]
            if not task.exists():
                zipfile.ZipFile(function.zip).extractall(task)
            size = function.zip.stat().st_size
            line = f"{function.id:27} {size / 1e6:7.1f}"
            for way in WAYS:
                figures = median([measure(function, task, way) for _ in range(asked.runs)])
                wrong += above(function, way, figures)
                line += f" | {figures.init:12.0f} {figures.first:6.0f} {figures.warm:5.1f}"
            print(line, flush=True)
            wrong += [f"{function.id}: a zip of {size} bytes"] if size > LIMITS["zip"] else []
    for each in wrong:
        print("above its limit:", each)
    sys.exit(1 if wrong and asked.check else 0)


if __name__ == "__main__":
    main()
