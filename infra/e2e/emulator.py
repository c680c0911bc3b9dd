"""MiniStack: AWS's control and data planes in one process, none of it ours."""

import json
import os
import sys
import threading
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from processes import Failed, Processes, free_port, until

REGION = "eu-west-1"
# The key that MiniStack takes for the account's root. Everything else has to be allowed by a policy.
ROOT = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class Emulator:
    """One MiniStack with signatures and policies enforced."""

    def __init__(self, processes: Processes, work: Path, bound: Mapping[str, str], smtp: str,
                 trusted: Path | None = None) -> None:
        """
        :param bound: where each function answers, by its name: MiniStack runs Java only in Docker, but hands
            the calls of a function so bound to a URL
        :param smtp: host and port that get every mail as SES was handed it; its own pages show no headers
        :param trusted: a certificate that it takes for good
        """
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._session = boto3.session.Session()
        self._making = threading.Lock()
        self._clients: dict[tuple[str, str], Any] = {}
        self._folder = work / "ministack"
        self._folder.mkdir()
        self._log = work / "logs" / "ministack.log"
        env = {
            "PATH": os.environ["PATH"], "HOME": str(self._folder), "TMPDIR": str(self._folder), "LANG": "C.UTF-8",
            **ROOT,
            "AUTH": "true", "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "MINISTACK_REGION": REGION,
            "MINISTACK_HOST": "127.0.0.1", "S3_DATA_DIR": str(self._folder / "s3"),
            "SFTP_ENABLED": "0", "IOT_MTLS_ENABLED": "0", "SMTP_HOST": smtp,
            **{f"MINISTACK_LAMBDA_PROXY_{name}": url for name, url in bound.items()},
            **({"SSL_CERT_FILE": str(trusted)} if trusted else {}),
        }
        command = [str(Path(sys.executable).with_name("ministack"))]
        self._process = processes.start(command, env, self._folder, self._log)
        until("MiniStack to be ready", 60, self._is_ready)

    def _is_ready(self) -> bool:
        if self._process.poll() is not None:
            raise Failed("MiniStack ended while it started:\n" + self._log.read_text()[-2000:])
        try:
            return bool(self.get("/_ministack/ready"))
        except OSError:
            return False

    def get(self, path: str) -> Any:
        """One of MiniStack's own pages."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.load(answer)

    def client(self, service: str, credentials: Mapping[str, str] | None = None) -> Any:
        """A client of a service; root unless credentials say otherwise. Making one is slow, so each is kept."""
        who = credentials or {"AccessKeyId": "test", "SecretAccessKey": "test"}
        with self._making:
            key = (service, who["AccessKeyId"])
            if key not in self._clients:
                self._clients[key] = self._session.client(
                    service, endpoint_url=self.url, region_name=REGION,
                    aws_access_key_id=who["AccessKeyId"], aws_secret_access_key=who["SecretAccessKey"],
                    aws_session_token=who.get("SessionToken"),
                    config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=60),
                )
            return self._clients[key]

    def environment(self) -> dict[str, str]:
        """The environment of an operator whose AWS is this emulator."""
        return {
            "PATH": os.environ["PATH"], "HOME": str(self._folder), "LANG": "C.UTF-8",
            "TMPDIR": str(self._folder), "JAVA_HOME": os.environ["JAVA_HOME"], **ROOT,
            "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION, "AWS_ENDPOINT_URL": self.url,
            "AWS_EC2_METADATA_DISABLED": "true", "SAM_CLI_TELEMETRY": "0", "SAM_CLI_CHECK_FOR_UPDATES": "0",
        }

