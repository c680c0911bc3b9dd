"""AWS in memory, answering at once: what is measured against it is the function and not a database."""

import http.server
import json
import threading
import time
from typing import Any

from http_handler import HttpHandler

SENT = (
    "<SendRawEmailResponse><SendRawEmailResult><MessageId>bench</MessageId></SendRawEmailResult>"
    "</SendRawEmailResponse>"
)


class AwsStub(http.server.ThreadingHTTPServer):
    """DynamoDB that gives what was put and refuses nothing; a bus, a queue and SES that take everything."""

    daemon_threads = True

    def __init__(self, items: dict[str, list[dict[str, Any]]]) -> None:
        """
        :param items: by the variable that names their table, as functions rehearse on them
        """
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.items = items
        self.seconds = 0.0
        """What it worked itself, all told: not the function's time."""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_: object) -> None:
        """Says nothing: a function was ended."""

    def answer(self, operation: str, asked: dict[str, Any]) -> dict[str, Any]:
        """One operation's answer."""
        items = self.items.get(asked.get("TableName", ""), [])
        match operation:
            case "Query":
                values = asked["ExpressionAttributeValues"]
                name, value = ("kind", values[":kind"]) if ":kind" in values else ("customerId", values[":customer"])
                return {"Items": [item for item in items if item[name] == value]}
            case "GetItem":
                found = [item for item in items if asked["Key"].items() <= item.items()]
                return {"Item": found[0]} if found else {}
            case "Scan":
                return {"Items": items}
            case "ListRules":
                return {"Rules": []}
            case "PutEvents":
                return {"FailedEntryCount": 0, "Entries": [{"EventId": "bench"} for _ in asked["Entries"]]}
            case _:
                return {}


class _Handler(HttpHandler):
    server: AwsStub

    def handle_one_request(self) -> None:
        """Counts what reading, answering and writing take, and not the wait for the next."""
        began = time.thread_time()
        super().handle_one_request()
        self.server.seconds += time.thread_time() - began

    def do_POST(self) -> None:
        """Any call of any service."""
        asked = self.body()
        operation = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
        if operation:
            self.reply(200, json.dumps(self.server.answer(operation, json.loads(asked))).encode())
        else:
            self.reply(200, SENT.encode(), {"Content-Type": "text/xml"})
