"""What the small HTTP servers of tests and benchmarks have in common."""

import http.server


class HttpHandler(http.server.BaseHTTPRequestHandler):
    """Reads whole bodies, answers with whole ones, and says nothing of either."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def body(self) -> bytes:
        """The body of the request, in one piece or in chunks."""
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Answers; as JSON, unless the headers say otherwise."""
        self.send_response(status)
        # without a content type Lambda's runtime client crashes
        described = {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}
        for name, value in described.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
