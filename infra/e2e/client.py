"""The outside client: a shop's back-end that signs, and a shopper's browser that does not."""

import http.client
import json
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from processes import Failed


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)

    def expect(self, status: int) -> "Answer":
        """This answer, when it has the status."""
        if self.status != status:
            raise Failed(f"expected {status}, got {self.status}: {self.body.decode(errors='replace')[:500]}")
        return self

    def problem(self, status: int, kind: str) -> "Answer":
        """This answer, when it is problem+json of a type (RFC 9457)."""
        self.expect(status)
        if not self.headers.get("content-type", "").startswith("application/problem+json"):
            raise Failed(f"expected problem+json, got {self.headers.get('content-type')}")
        if self.json["type"].rsplit("/", 1)[-1].rsplit(":", 1)[-1] != kind:
            raise Failed(f"expected the problem {kind}, got {self.json['type']}")
        return self


class ApiClient:
    """The API's address, for calls signed by somebody, or by nobody."""

    def __init__(self, url: str, region: str, signer: Credentials | None = None, token: str | None = None) -> None:
        self._url = urllib.parse.urlsplit(url)
        self._region = region
        self.signer = signer
        self._token = token

    def by(self, signer: Credentials | None) -> "ApiClient":
        """The same address for somebody else."""
        return ApiClient(self._url.geturl(), self._region, signer)

    def bearing(self, token: str | None) -> "ApiClient":
        """The same address for somebody with a token, or with none."""
        return ApiClient(self._url.geturl(), self._region, token=token)

    def get(self, path: str) -> Answer:
        """Reads."""
        return self.call("GET", path)

    def put(self, path: str, body: Any) -> Answer:
        """Replaces."""
        return self.call("PUT", path, json.dumps(body).encode())

    def post(self, path: str, body: Any) -> Answer:
        """Adds; text is posted as it is."""
        return self.call("POST", path, body if isinstance(body, bytes) else json.dumps(body).encode())

    def call(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> Answer:
        """One request on a connection of its own."""
        request = AWSRequest(method, self._url.geturl() + path, headers={"content-type": kind}, data=body)
        if self.signer:
            SigV4Auth(self.signer, "execute-api", self._region).add_auth(request)
        if self._token:
            request.headers["authorization"] = f"Bearer {self._token}"
        return self._sent(method, path, body, dict(request.headers.items()))

    def tampered(self, path: str, signed: Any, sent: Any) -> Answer:
        """A request whose body was changed after it was signed."""
        request = AWSRequest("POST", self._url.geturl() + path, headers={"content-type": "application/json"},
                             data=json.dumps(signed).encode())
        SigV4Auth(self.signer, "execute-api", self._region).add_auth(request)
        return self._sent("POST", path, json.dumps(sent).encode(), dict(request.headers.items()))

    def _sent(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        began = time.monotonic()
        connection = http.client.HTTPConnection(self._url.hostname or "", self._url.port, timeout=60)
        try:
            connection.request(method, self._url.path + path, body or None, dict(headers))
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, content, time.monotonic() - began)
