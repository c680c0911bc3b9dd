"""All functions of the stack: each from its own zip, under its own role, with its log in its own log group."""

import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from deployment import predicted_name
from emulator import REGION, Emulator
from processes import Failed, Processes
from runtime import Function, Invocation, Launcher, Sandbox, platform_report

DECLARED = re.compile(r"^  (\w+):\n    Type: AWS::Serverless::Function$", re.MULTILINE)


class Functions:
    """The functions that template.yaml declares, ready before the emulator starts and deployed after."""

    def __init__(self, template: Path, stack: str, processes: Processes, work: Path) -> None:
        self._stack = stack
        self._launcher = Launcher(processes, work)
        self._emulator: Emulator | None = None
        self._streams: dict[str, tuple[Any, str, str]] = {}
        self.log_refusals: dict[str, str] = {}
        self.by_id = {name: Function(name, self._launch) for name in DECLARED.findall(template.read_text())}
        for function in self.by_id.values():
            function.report = self._report

    def bound(self) -> dict[str, str]:
        """Where each function will answer, by the name that it will have."""
        return {predicted_name(self._stack, name): f"http://{function.address}/"
                for name, function in self.by_id.items()}

    def deployed_to(self, emulator: Emulator, resources: dict[str, str]) -> None:
        """The stack is there: each function has the name that it was bound by."""
        self._emulator = emulator
        for name in self.by_id:
            if resources.get(name) != predicted_name(self._stack, name):
                raise Failed(f"{name} was named {resources.get(name)}, not as it was bound")

    def start(self) -> list[float]:
        """
        Starts every function anew from what is deployed, two at a time.

        :return: the seconds that each took
        """
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(Function.restart, self.by_id.values()))

    def __getitem__(self, logical_id: str) -> Function:
        return self.by_id[logical_id]

    def name(self, logical_id: str) -> str:
        """A function's name."""
        return predicted_name(self._stack, logical_id)

    def deployed(self, logical_id: str) -> dict[str, Any]:
        """What Lambda has under the alias that every event source calls."""
        client = self._emulator.client("lambda")
        return client.get_function(FunctionName=self.name(logical_id), Qualifier="live")

    def credentials(self, logical_id: str) -> dict[str, str]:
        """Credentials of a function's role, as Lambda hands them to it."""
        role = self.deployed(logical_id)["Configuration"]["Role"]
        sts = self._emulator.client("sts")
        return sts.assume_role(RoleArn=role, RoleSessionName=self.name(logical_id)[:64])["Credentials"]

    def log(self, logical_id: str) -> str:
        """A function's output so far."""
        path = self._launcher.log(logical_id)
        return path.read_text(errors="replace") if path.exists() else ""

    def stream(self, logical_id: str) -> tuple[str, str] | None:
        """The log group and stream that a function's running instance writes to."""
        known = self._streams.get(logical_id)
        return known[1:] if known else None

    def _launch(self, function: Function) -> Sandbox:
        deployed = self.deployed(function.logical_id)
        credentials = self.credentials(function.logical_id)
        configuration = deployed["Configuration"]
        group = configuration.get("LoggingConfig", {}).get("LogGroup", "/aws/lambda/" + configuration["FunctionName"])
        stream = time.strftime("%Y/%m/%d") + f"/[{configuration['Version']}]{uuid.uuid4().hex}"
        logs = self._emulator.client("logs", credentials)
        self._streams[function.logical_id] = (logs, group, stream)
        self._try_log(function.logical_id, lambda: logs.create_log_stream(logGroupName=group, logStreamName=stream))
        surroundings = {"AWS_REGION": REGION, "AWS_ENDPOINT_URL": self._emulator.url}
        return self._launcher.launch(function, deployed, credentials, surroundings)

    def _report(self, function: Function, invocation: Invocation, seconds: float) -> None:
        """Ends a function's turn as Lambda does: with a line in its log, written by its role."""
        line = platform_report(function, invocation, seconds)
        with self._launcher.log(function.logical_id).open("a") as out:
            out.write(line + "\n")
        logs, group, stream = self._streams[function.logical_id]
        event = {"timestamp": int(time.time() * 1000), "message": line}
        self._try_log(function.logical_id, lambda: logs.put_log_events(
            logGroupName=group, logStreamName=stream, logEvents=[event]))

    def _try_log(self, logical_id: str, call: Any) -> None:
        """Lambda runs a function whose role may not log; nobody sees its lines then."""
        try:
            call()
        except ClientError as e:
            self.log_refusals[logical_id] = str(e)
