"""
docs/deploy.md, command by command as it stands there, then staff's routes. `make e2e` runs it after the shop's own
story; the functions' JVMs start when they are called.
"""

import os
import re
import sys
from pathlib import Path

from botocore.exceptions import ClientError

from checks_api import equal
from checks_staff import staff
from deployment import Deployment
from emulator import REGION
from issuer import Issuer
from processes import Failed, Processes, run
from report import Report
from session import session
from shop import HOME, Shop

GUIDE = HOME / "docs" / "deploy.md"
STACK, STAGING = "perennial", "perennial-staging"
# Done before this by make itself, about a clone that is not here, or unknown to MiniStack.
ELSEWHERE = re.compile(r"(make|git) |aws sesv2 put-email-identity-mail-from")
SETS = re.compile(r"^((export )?[A-Z_]+=|eval )")


def commands(guide: str) -> list[str]:
    """Every command of the guide's shell blocks, in order, lines that go on joined."""
    found: list[str] = []
    for block in re.findall(r"```sh\n(.*?)```", guide, re.DOTALL):
        going_on = False
        for line in block.splitlines():
            if going_on:
                found[-1] += "\n" + line
            else:
                found.append(line)
            going_on = found[-1].endswith("\\") or found[-1].count("'") % 2 == 1
    return found


class Shell:
    """The reader of the guide: what a command sets stays set for those after it."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._set: list[str] = []
        surroundings = shop.emulator.environment()
        del surroundings["AWS_DEFAULT_REGION"]  # which a reader has only if the guide says so
        self._env = surroundings | {
            "PATH": f"{Path(os.environ['SAM']).parent}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "AWS_SESSION_TOKEN": "", "AWS_PAGER": "",
        }

    def run(self, command: str) -> str:
        """Runs a command; its output."""
        asked = re.sub(r"^sam deploy", "sam deploy --no-confirm-changeset --no-progressbar", command)
        asked = re.sub(r"^\./perennial apply ", "./perennial apply --yes ", asked)
        asked = re.sub(r"^curl ", "curl --silent --show-error --fail-with-body ", asked)
        if command.startswith("curl "):
            # the address that AWS would answer at is nowhere on this machine
            asked = f"API={self._shop.emulator.url}/_aws/execute-api/{self._shop.resources['Api']}\n{asked}"
        said = self._bash(asked)
        if SETS.match(command):
            self._set.append(command)
        return said

    def _bash(self, command: str) -> str:
        script = "\n".join([*self._set, command])
        return run(["bash", "-euo", "pipefail", "-c", script], self._env, HOME, self._shop.work / "logs" / "guide.log")


def after(shop: Shop, command: str, said: str) -> None:
    """What a command is for."""
    if command.startswith("sam deploy") and "staging" not in command:
        shop.deployed()
        shop.deployment.wire()
    elif command.startswith("sam deploy"):
        other = Deployment(STAGING, shop.emulator, Path(os.environ["SAM"]), HOME, shop.work)
        shared = set(shop.resources.values()) & set(other.resources().values()) - {"$default"}  # each API's stage
        equal(shared, set(), "resources of both stacks")
    elif "verify-email-identity" in command:
        # the shopkeeper puts SES's tokens into the DNS, and clicks
        shop.emulator.client("ses").verify_email_identity(EmailAddress="hello@shop.example.com")
    elif "/purchases" in command:
        equal("perennial" in said or "points" in said, True, f"the purchase's answer: {said}")
        shop.inbox.next("you@example.com", seconds=120)
    elif command.startswith("sam delete"):
        shop.outputs = shop.deployment.outputs()
        equal(shop.backend.get("/customers/ada/loyalty").expect(200).json["orders"], 1, "orders in production")
        shop.emulator.client("dynamodb").describe_table(TableName=f"{STAGING}-customers")
    elif "delete-table" in command:
        gone(shop, f"{STAGING}-customers")


def gone(shop: Shop, table: str) -> None:
    """A table is there no more."""
    try:
        shop.emulator.client("dynamodb").describe_table(TableName=table)
    except ClientError:
        return
    raise Failed(f"{table} is still there")


def story(shop: Shop, report: Report, issuer: Issuer) -> None:
    """The guide from its first line to its last, with production still there at the end."""
    report.chapter(f"{GUIDE.relative_to(HOME)}, as it stands")
    shell = Shell(shop)
    shop.backend = shop.backend.by(None)
    for command in commands(GUIDE.read_text()):
        if ELSEWHERE.match(command):
            report.note(f"elsewhere: {command}")
            continue
        with report.check(command.splitlines()[0][:110]):
            said = shell.run(command)
            after(shop, command, said)
            if "/purchases" in command:
                shop.backend = shop.shopper.by(shop.user("back-end", f"arn:aws:execute-api:{REGION}:000000000000:*"))
    report.chapter("Staff, by tokens")
    staff(shop, report, issuer)


def main() -> int:
    """The guide in a shop of its own."""
    issuers: list[Issuer] = []

    def made(processes: Processes, work: Path) -> Shop:
        issuers.append(Issuer(work))
        return Shop(processes, work, STACK, issuers[0].certificate)

    return session("guide", lambda shop, report: story(shop, report, issuers[0]), made)


if __name__ == "__main__":
    sys.exit(main())
