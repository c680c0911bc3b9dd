"""AWS in memory, answering at once: what is measured against it is the function and not a database."""

import http.server
import json
import threading
from typing import Any

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
            case "PutEvents":
                return {"FailedEntryCount": 0, "Entries": [{"EventId": "bench"} for _ in asked["Entries"]]}
            case _:
                return {}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: AwsStub

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_POST(self) -> None:
        """Any call of any service."""
        asked = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        operation = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
        body = json.dumps(self.server.answer(operation, json.loads(asked))) if operation else SENT
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())
