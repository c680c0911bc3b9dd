"""An OpenID Connect issuer of staff's tokens, on this machine: discovery, one RS256 key, https by its own certificate."""

import base64
import datetime
import http.server
import json
import ssl
import threading
import time
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from http_handler import HttpHandler

AUDIENCE = "perennial-e2e"
KEY_ID = "key-1"


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class Issuer(http.server.ThreadingHTTPServer):
    """Answers for its configuration and its key, and makes tokens of any kind."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Pages)
        self.url = "https://localhost:%d" % self.server_address[1]
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.certificate = folder / "issuer.pem"
        self._certify()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_: object) -> None:
        """Says nothing: who doesn't take the certificate hangs up."""

    def _certify(self) -> None:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        now = datetime.datetime.now(datetime.UTC)
        certificate = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256()))
        private = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        self.certificate.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))

    def page(self, path: str) -> dict[str, Any] | None:
        """What is under a path."""
        numbers = self.key.public_key().public_numbers()
        return {
            "/.well-known/openid-configuration": {"issuer": self.url, "jwks_uri": self.url + "/keys"},
            "/keys": {"keys": [{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": KEY_ID, "n": _number(numbers.n),
                                "e": _number(numbers.e)}]},
        }.get(path)

    def token(self, scope: str, key: rsa.RSAPrivateKey | None = None, **claims: Any) -> str:
        """
        A token for somebody of the staff.

        :param key: signs in place of the issuer's own
        :param claims: in place of those that a right token has
        """
        now = int(time.time())
        payload = {"iss": self.url, "aud": AUDIENCE, "sub": "staff-1", "iat": now - 60, "exp": now + 600,
                   "scope": scope} | claims
        signed = ".".join(_base64(json.dumps(part).encode())
                          for part in ({"alg": "RS256", "typ": "JWT", "kid": KEY_ID}, payload))
        signature = (key or self.key).sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_base64(signature)}"


class _Pages(HttpHandler):
    """The issuer's two pages."""

    server: Issuer

    def do_GET(self) -> None:
        """Discovery, or the keys."""
        page = self.server.page(self.path)
        self.reply(200 if page else 404, json.dumps(page or {}).encode())
