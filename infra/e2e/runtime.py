"""Lambda's side of a function: a Runtime API per function, and AWS's own client that runs the deployed zip."""

import http.server
import io
import json
import os
import platform
import queue
import threading
import time
import urllib.request
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen
from typing import Any

from http_handler import HttpHandler
from processes import Failed, Processes, until

CLIENT = "com.amazonaws.services.lambda.runtime.api.client."
# As Lambda starts Java functions that have no snapshot: here none is taken, and starting is most of what is done.
C1 = ["-XX:TieredStopAtLevel=1"]
# What EventBridge Scheduler fills in and MiniStack does not.
SCHEDULED_TIME = b"<aws.scheduler.scheduled-time>"


@dataclass
class Invocation:
    """One event on its way through a function."""

    event: bytes
    deadline: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    done: threading.Event = field(default_factory=threading.Event)
    answer: tuple[int, bytes] = (500, b"")

    def finish(self, status: int, body: bytes) -> None:
        """Answers whoever invoked."""
        self.answer = (status, body)
        self.done.set()


@dataclass
class Sandbox:
    """One JVM and what it is to work on."""

    process: Popen
    configuration: dict[str, Any]
    todo: "queue.Queue[Invocation | None]" = field(default_factory=queue.Queue)
    running: dict[str, Invocation] = field(default_factory=dict)
    ready: threading.Event = field(default_factory=threading.Event)


class Function(http.server.ThreadingHTTPServer):
    """
    A function that MiniStack invokes by posting an event, one at a time. Its JVM asks here for work, as on Lambda.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, logical_id: str, launch: "Callable[[Function], Sandbox]") -> None:
        super().__init__(("127.0.0.1", 0), _FunctionHandler)
        self.logical_id = logical_id
        self.address = "127.0.0.1:%d" % self.server_address[1]
        self.ahead = timedelta()  # how far after now a schedule says it was due
        self.shortened: float | None = None  # seconds left to an invocation, when a test wants little
        self.invocations = 0
        self.errors = 0
        self.report: Callable[[Function, Invocation, float], None] = lambda *_: None
        self._launch = launch
        self._turn = threading.Lock()
        self.sandbox: Sandbox | None = None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_: object) -> None:
        """Says nothing: whoever hung up did so because the run ended, or says so itself."""

    def invoke(self, event: bytes, deadline: float) -> tuple[int, bytes]:
        """Runs one event to its end, or to its deadline."""
        with self._turn:
            due = (datetime.now(UTC) + self.ahead).strftime("%Y-%m-%dT%H:%M:%SZ")
            invocation = Invocation(event.replace(SCHEDULED_TIME, due.encode()), deadline)
            if self.shortened is not None:
                invocation.deadline = min(deadline, time.time() + self.shortened)
            began = time.monotonic()
            self.sandbox = self.sandbox or self._launch(self)
            self.sandbox.todo.put(invocation)
            while not invocation.done.wait(0.2):
                if self.sandbox.process.poll() is not None:
                    invocation.finish(500, b'{"errorType":"Runtime.ExitError","errorMessage":"the JVM ended"}')
                elif time.time() > deadline:
                    invocation.finish(500, b'{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out"}')
            if b'"Sandbox.' in invocation.answer[1] or b'"Runtime.ExitError"' in invocation.answer[1]:
                self.forget()
            self.invocations += 1
            self.errors += invocation.answer[0] != 200
            self.report(self, invocation, time.monotonic() - began)
            return invocation.answer

    def restart(self) -> float:
        """
        A new JVM, made from what is deployed now, its handler constructed: outside of any event's time, as Lambda
        does it.

        :return: the seconds that it took
        """
        with self._turn:
            self.forget()
            began = time.monotonic()
            sandbox = self.sandbox = self._launch(self)
            until(f"{self.logical_id} to start", 60, lambda: sandbox.ready.is_set() or sandbox.process.poll())
            if not sandbox.ready.is_set():
                raise Failed(f"{self.logical_id} ended while it started")
            return time.monotonic() - began

    def forget(self) -> None:
        """Leaves the JVM to end; its pending question for work is answered with nothing."""
        if self.sandbox:
            self.sandbox.process.kill()
            self.sandbox.process.wait()
            self.sandbox.todo.put(None)
            self.sandbox = None


class _FunctionHandler(HttpHandler):
    """Both addresses of a function: MiniStack posts events to /, the runtime client talks below /2018-06-01/runtime/."""

    server: Function

    def do_GET(self) -> None:
        """The runtime client asks for the next event."""
        sandbox = self.server.sandbox
        if sandbox:
            sandbox.ready.set()
        invocation = sandbox.todo.get() if sandbox else None
        if not sandbox or not invocation:
            self.close_connection = True
            return
        sandbox.running[invocation.id] = invocation
        self.reply(200, invocation.event, {
            "Lambda-Runtime-Aws-Request-Id": invocation.id,
            "Lambda-Runtime-Deadline-Ms": str(int(invocation.deadline * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": sandbox.configuration["FunctionArn"],
        })

    def do_POST(self) -> None:
        """An event to run, or what the runtime client says of one."""
        body = self.body()
        parts = self.path.strip("/").split("/")
        if parts[:2] != ["2018-06-01", "runtime"]:
            millis = self.headers.get("X-Amzn-Lambda-Deadline-Ms")
            self.reply(*self.server.invoke(body, int(millis) / 1000 if millis else time.time() + 60))
            return
        sandbox = self.server.sandbox
        if sandbox and parts[2] == "invocation":
            invocation = sandbox.running.pop(parts[3], None)
            if invocation:
                invocation.finish(200 if parts[4] == "response" else 500, body)
        self.reply(202, b"{}")


def java(task: Path, handler: str, megabytes: int, flags: list[str]) -> list[str]:
    """
    The command of a function's JVM: AWS's runtime client, by JAVA_HOME and RUNTIME_CLIENT.

    :param task: where its zip is unpacked
    :param megabytes: of the function's memory
    """
    client = Path(os.environ["RUNTIME_CLIENT"])
    machine = {"arm64": "aarch_64", "aarch64": "aarch_64"}.get(platform.machine(), "x86_64")
    native = client / "jni" / f"libaws-lambda-jni.linux-{machine}.so"
    return [
        os.environ["JAVA_HOME"] + "/bin/java", f"-Xmx{megabytes * 8 // 10}m", "-XX:+UseSerialGC", *flags,
        "--enable-native-access=ALL-UNNAMED", f"-D{CLIENT}runtimeapi.NativeClient.JNI={native}",
        "-cp", f"{client}/*:{task}:{task}/lib/*", CLIENT + "AWSLambda", handler,
    ]


class Launcher:
    """Starts a function's JVM from the zip, the settings and the role that are deployed."""

    def __init__(self, processes: Processes, work: Path) -> None:
        self._processes = processes
        self._code = work / "code"
        self._logs = work / "logs"

    def log(self, logical_id: str) -> Path:
        """Where a function's output is kept."""
        return self._logs / f"{logical_id}.log"

    def launch(
        self, function: Function, deployed: dict[str, Any], credentials: dict[str, str], surroundings: dict[str, str]
    ) -> Sandbox:
        """
        :param deployed: GetFunction's answer for the alias
        :param credentials: of the function's role
        :param surroundings: where AWS is
        """
        configuration = deployed["Configuration"]
        task = self._unpacked(configuration["CodeSha256"], deployed["Code"]["Location"])
        env = {
            "PATH": os.environ["PATH"], "TZ": ":UTC", "LANG": "en_US.UTF-8", **surroundings,
            "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
            "AWS_SESSION_TOKEN": credentials["SessionToken"],
            "AWS_LAMBDA_RUNTIME_API": function.address,
            "AWS_LAMBDA_FUNCTION_NAME": configuration["FunctionName"],
            "AWS_LAMBDA_FUNCTION_VERSION": configuration["Version"],
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(configuration["MemorySize"]),
            "AWS_LAMBDA_LOG_GROUP_NAME": configuration.get("LoggingConfig", {}).get("LogGroup", ""),
            "AWS_LAMBDA_LOG_FORMAT": configuration.get("LoggingConfig", {}).get("LogFormat", "Text"),
            "_HANDLER": configuration["Handler"], "LAMBDA_TASK_ROOT": str(task),
            **configuration.get("Environment", {}).get("Variables", {}),
        }
        command = java(task, configuration["Handler"], configuration["MemorySize"], C1)
        process = self._processes.start(command, env, task, self.log(function.logical_id))
        return Sandbox(process, configuration)

    def _unpacked(self, digest: str, location: str) -> Path:
        task = self._code / digest.replace("/", "_")
        if not task.exists():
            with urllib.request.urlopen(location, timeout=60) as answer:
                packed = io.BytesIO(answer.read())
            half = task.with_suffix(f".{uuid.uuid4()}")
            with zipfile.ZipFile(packed) as archive:
                archive.extractall(half)
            try:
                half.rename(task)
            except OSError:  # another function with the same zip was quicker
                pass
        return task


def platform_report(function: Function, invocation: Invocation, seconds: float) -> str:
    """The line that Lambda adds to a function's log after each event."""
    ok = invocation.answer[0] == 200
    return json.dumps({
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"), "type": "platform.report",
        "record": {
            "requestId": invocation.id, "function": function.logical_id, "status": "success" if ok else "error",
            "metrics": {"durationMs": round(seconds * 1000, 1)},
            **({} if ok else {"error": invocation.answer[1].decode(errors="replace")[:2000]}),
        },
    })
