"""The deployed shop with what stands around it: its back-end, its mailbox and a listener on its bus."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from botocore.credentials import Credentials

from client import Answer, ApiClient
from deployment import ACCOUNT, Deployment
from emulator import REGION, Emulator
from functions import Functions
from inbox import Inbox
from policies import Role
from processes import Failed, Processes, run, until

HOME = Path(__file__).resolve().parents[2]
STACK = "shop"
SENDER = "hello@shop.example.com"
POSTAL_ADDRESS = "1 High Street, Exampleton"
PARAMETERS = {"Sender": SENDER, "PostalAddress": POSTAL_ADDRESS, "BaseUrl": "https://shop.example.com/club"}
CONSENT = {"granted": True, "at": "2026-01-01T12:00:00Z", "source": "form", "wording": "Yes, write to me."}


def ago(days: float) -> str:
    """An instant in the past, as the API reads it."""
    return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def tuesday(weeks: int) -> datetime:
    """Ten o'clock in the shop's zone of a Tuesday, when weekly campaigns begin: 0 is the last there was, 1 the next."""
    now = datetime.now(ZoneInfo("Europe/London"))
    day = now.date() - timedelta(days=(now.weekday() - 1) % 7)
    last = datetime(day.year, day.month, day.day, 10, tzinfo=now.tzinfo)
    weeks -= last > now
    day += timedelta(days=7 * weeks)
    return datetime(day.year, day.month, day.day, 10, tzinfo=now.tzinfo).astimezone(UTC)


def purchase(purchase_id: str, customer_id: str, price: str = "12.50", days_ago: float = 1) -> dict[str, Any]:
    """Two of one thing."""
    return {
        "purchaseId": purchase_id, "customerId": customer_id, "at": ago(days_ago), "currency": "GBP",
        "lines": [{"sku": "LANTERN", "quantity": 2, "unitPrice": price}],
    }


def profile(customer_id: str, **more: Any) -> dict[str, Any]:
    """Somebody who wants mail. Name and address are canaries: no event, log or queue may hold them."""
    return {"email": f"{customer_id}.canary@example.com", "name": "Canary Lovelace", "consents": {"email": CONSENT},
            **more}


@dataclass
class Bus:
    """What a rule of the test's own hears on the stack's bus."""

    emulator: Emulator
    name: str
    queue: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)

    def listen(self) -> None:
        """Puts up a rule that copies every event of ours into a queue."""
        sqs, events = self.emulator.client("sqs"), self.emulator.client("events")
        self.queue = sqs.create_queue(QueueName="listener")["QueueUrl"]
        arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:listener"
        policy = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage",
            "Resource": arn}]}
        sqs.set_queue_attributes(QueueUrl=self.queue, Attributes={"Policy": json.dumps(policy)})
        events.put_rule(Name="listener", EventBusName=self.name, EventPattern='{"source":["perennial"]}')
        events.put_targets(Rule="listener", EventBusName=self.name, Targets=[{"Id": "queue", "Arn": arn}])

    def put(self, kind: str, detail: Any) -> None:
        """Puts an event as the shop's till would."""
        answer = self.emulator.client("events").put_events(Entries=[{
            "EventBusName": self.name, "Source": "shop.till", "DetailType": kind, "Detail": json.dumps(detail)}])
        if answer["FailedEntryCount"]:
            raise Failed(f"the bus refused {kind}: {answer['Entries']}")

    def drain(self) -> list[dict[str, Any]]:
        """All events so far."""
        sqs = self.emulator.client("sqs")
        while messages := sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                self.heard.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
        return self.heard

    def event(self, kind: str, fits: Callable[[dict[str, Any]], bool], seconds: float = 30) -> dict[str, Any]:
        """Waits for the detail of an event."""
        return until(f"the event {kind}", seconds, lambda: self.now(kind, fits))[0]

    def now(self, kind: str, fits: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """The details of such events so far."""
        return [each["detail"] for each in self.drain() if each["detail-type"] == kind and fits(each["detail"])]


class Shop:
    """Everything that a check needs."""

    def __init__(self, processes: Processes, work: Path, stack: str = STACK, trusted: Path | None = None) -> None:
        """
        :param trusted: a certificate that AWS takes for good
        """
        self.work = work
        self.stack = stack
        self.functions = Functions(HOME / "template.yaml", stack, processes, work)
        self.inbox = Inbox()
        self.emulator = Emulator(processes, work, self.functions.bound(), self.inbox.address, trusted)
        self.deployment = Deployment(stack, self.emulator, Path(os.environ["SAM"]), HOME, work)
        self.emulator.client("ses").verify_email_identity(EmailAddress=SENDER)
        self.outputs: dict[str, str] = {}
        self.resources: dict[str, str] = {}
        self.bus = Bus(self.emulator, stack)
        self.backend = ApiClient(self.emulator.url, REGION)
        self.shopper = self.backend

    def deployed(self) -> None:
        """Takes up what a deployment made."""
        self.resources = self.deployment.resources()
        self.outputs = self.deployment.outputs()
        self.functions.deployed_to(self.emulator, self.resources)
        for name in self.functions.by_id:
            self.role(name).restore()
        self.deployment.count()
        self.shopper = ApiClient(f"{self.emulator.url}/_aws/execute-api/{self.resources['Api']}", REGION)

    def role(self, logical_id: str) -> Role:
        """A function's role; the template names each after its function."""
        return Role(self.emulator, self.resources[logical_id.removesuffix("Function") + "Role"])

    def open(self) -> None:
        """Makes a back-end that may call the API, and listens on the bus."""
        self.backend = self.shopper.by(self.user("back-end", f"arn:aws:execute-api:{REGION}:{ACCOUNT}:*"))
        self.bus.listen()

    def user(self, name: str, resource: str | None) -> Credentials:
        """Somebody of the account who may call what the ARN says, or nothing."""
        iam = self.emulator.client("iam")
        iam.create_user(UserName=name)
        if resource:
            iam.put_user_policy(UserName=name, PolicyName="call", PolicyDocument=json.dumps({
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resource}]}))
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return Credentials(key["AccessKeyId"], key["SecretAccessKey"])

    def perennial(self, *arguments: str) -> str:
        """The project's own command line against the deployed stack."""
        return run([str(HOME / "perennial"), *arguments], self.emulator.environment(), self.work,
                   self.work / "logs" / "perennial.log")

    def invoke(self, logical_id: str, event: Any) -> Any:
        """Hands a function an event as AWS would, and waits for its answer."""
        answer = self.emulator.client("lambda").invoke(
            FunctionName=self.functions.name(logical_id), Qualifier="live", Payload=json.dumps(event).encode())
        said = answer["Payload"].read()
        if answer.get("FunctionError"):
            raise Failed(f"{logical_id} failed: {said[:300].decode(errors='replace')}")
        return json.loads(said) if said else None

    def loyalty(self, customer_id: str) -> dict[str, Any]:
        """Points, orders and segments."""
        return self.backend.get(f"/customers/{customer_id}/loyalty").expect(200).json

    def members(self, segment_id: str, limit: int = 100) -> list[str]:
        """The customers in a segment, by as many pages as it takes."""
        found: list[str] = []
        query = f"limit={limit}"
        while query:
            page = self.backend.get(f"/segments/{segment_id}/customers?{query}").expect(200).json
            found += [each["customerId"] for each in page["customers"]]
            query = f"limit={limit}&cursor={page['next']}" if "next" in page else ""
        return found

    def signed_up(self, customer_id: str, **more: Any) -> Answer:
        """Puts a new customer who wants mail."""
        return self.backend.put(f"/customers/{customer_id}", profile(customer_id, **more)).expect(201)

    def items(self, table: str) -> dict[tuple[str, str], dict[str, Any]]:
        """A table's items by key."""
        client = self.emulator.client("dynamodb")
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for page in client.get_paginator("scan").paginate(TableName=f"{self.stack}-{table}"):
            for item in page["Items"]:
                keys = ("kind", "version") if table == "programme" else ("customerId", "id")
                found[tuple(item[key]["S"] for key in keys)] = item
        return found

    def waiting(self, output: str) -> int:
        """How many messages a queue of the stack holds, taken or not."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.emulator.client("sqs").get_queue_attributes(
            QueueUrl=self.outputs[output], AttributeNames=names)["Attributes"]
        return sum(int(answer[name]) for name in names)

    def calm(self, seconds: float = 30) -> None:
        """Waits until queues are empty and nothing was invoked for a while: what began has ended."""
        seen = (-1, 0.0)

        def quiet() -> bool:
            nonlocal seen
            count = sum(function.invocations for function in self.functions.by_id.values())
            busy = any(self.waiting(name) for name in ("MailQueueUrl", "PassQueueUrl", "AudienceQueueUrl", "JourneyQueueUrl"))
            if busy or count != seen[0]:
                seen = (count, time.monotonic())
            return time.monotonic() - seen[1] > 1.5

        until("the stack to come to rest", seconds, quiet)
