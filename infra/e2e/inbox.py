"""Where the emulator's SES relays what it was handed: a mail server that keeps each mail as it came."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

from processes import until


class _Talk(socketserver.StreamRequestHandler):
    """One SMTP conversation, as far as a relay needs it."""

    def handle(self) -> None:
        self._say("220 inbox")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self._say("354 go on")
                self.server.mails.append(self._mail())
                self._say("250 kept")
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _mail(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)


class Inbox(socketserver.ThreadingTCPServer):
    """Every mail that SES was asked to send, with all of its headers and parts."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails: list[EmailMessage] = []
        self.address = "127.0.0.1:%d" % self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to an address, oldest first."""
        return [mail for mail in self.mails if address in mail["To"]]

    def next(self, address: str, seen: int = 0, seconds: float = 30) -> EmailMessage:
        """Waits for one mail more than were seen to an address."""
        return until(f"a mail to {address}", seconds, lambda: self.to(address)[seen:])[0]
