"""As much of Lambda's Runtime API as one instance of one function needs, with the times at which it asked."""

import http.server
import queue
import threading
import time
import uuid

from http_handler import HttpHandler

PREFIX = "/2018-06-01/runtime/"


class RuntimeApi(http.server.ThreadingHTTPServer):
    """Hands out events one by one; under SnapStart it first stands for the snapshot."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"127.0.0.1:{self.server_address[1]}"
        self.events: "queue.Queue[bytes]" = queue.Queue()
        self.answers: "queue.Queue[tuple[float, int, bytes]]" = queue.Queue()
        self.ready = threading.Event()
        self.restored = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_: object) -> None:
        """Says nothing: the function was ended."""

    def invoke(self, event: bytes) -> tuple[float, int, bytes]:
        """
        One event.

        :return: milliseconds, 200 or what the runtime client reported, the answer
        """
        began = time.perf_counter()
        self.events.put(event)
        ended, status, body = self.answers.get(timeout=60)
        return (ended - began) * 1000, status, body


class _Handler(HttpHandler):
    server: RuntimeApi

    def do_GET(self) -> None:
        """The next event, or that the snapshot was restored."""
        self.server.ready.set()
        if self.path == PREFIX + "restore/next":
            self.server.restored.wait()
            self.reply(200, b"")
            return
        event = self.server.events.get()
        self.reply(200, event, {
            "Lambda-Runtime-Aws-Request-Id": str(uuid.uuid4()),
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + 60) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-west-1:000000000000:function:bench:live",
        })

    def do_POST(self) -> None:
        """An answer or an error."""
        now = time.perf_counter()
        body = self.body()
        self.reply(202, b"{}")
        if self.path.startswith(PREFIX + "invocation/"):
            self.server.answers.put((now, 200 if self.path.endswith("/response") else 500, body))
        else:  # an error of init or of a restore
            self.server.answers.put((now, 500, body))
            self.server.ready.set()
