"""The deployed shop, from the first `sam deploy` to `sam delete`, seen from outside."""

import os
import signal
import sys
import tempfile
from pathlib import Path

from botocore.credentials import Credentials

from client import Door
from deployment import Deployment
from emulator import REGION, Emulator
from functions import Functions
from inbox import Inbox
from processes import Processes, run
from report import Report

HOME = Path(__file__).resolve().parents[2]
STACK = "shop"
SENDER = "hello@shop.example.com"

def main() -> int:
    work = Path(tempfile.mkdtemp(prefix="perennial-e2e-"))
    (work / "logs").mkdir()
    print(work)
    report = Report()
    with Processes() as processes:
        functions = Functions(HOME / "template.yaml", STACK, processes, work)
        inbox = Inbox()
        with report.check("MiniStack is ready"):
            emulator = Emulator(processes, work, functions.bound(), inbox.address)
        ses = emulator.client("ses"); ses.verify_email_identity(EmailAddress=SENDER)
        dep = Deployment(STACK, emulator, Path(os.environ["SAM"]), HOME, work)
        with report.check("sam build"):
            built = dep.build()
        with report.check("sam deploy"):
            dep.deploy(built, {"Sender": SENDER, "PostalAddress": "1 High Street, Exampleton", "BaseUrl": "https://shop.example.com/x"})
        functions.deployed_to(emulator, dep.resources())
        with report.check("wire"):
            print(dep.wire())
        print(dep.outputs())
        with report.check("apply"):
            print(run([str(HOME/"perennial"), "apply", "--stack", STACK], emulator.environment(), HOME, work/"logs"/"apply.log"))
        api = dep.resources()["Api"]
        door = Door(f"{emulator.url}/_aws/execute-api/{api}", REGION, Credentials("test", "test"))
        with report.check("purchase"):
            a = door.post("/purchases", {"purchaseId":"p1","customerId":"ada","at":"2026-11-20T10:00:00Z","currency":"GBP","lines":[{"sku":"L","quantity":2,"unitPrice":"12.50"}]})
            print(a)
        with report.check("purchase again"):
            a = door.post("/purchases", {"purchaseId":"p1","customerId":"ada","at":"2026-11-20T10:00:00Z","currency":"GBP","lines":[{"sku":"L","quantity":2,"unitPrice":"12.50"}]})
            print(a)
        a = door.by(None).get("/customers/ada"); print(a)
        a = door.get("/customers/ada"); print(a)
    return 0

sys.exit(main())
