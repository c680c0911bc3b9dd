"""What an operator relies on: refusals, poison and dead letters, logs, roles, updates and a deletion that keeps data."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from checks_api import equal
from checks_mail import path_of_link
from processes import Failed, until
from report import Report
from service import chores
from shop import HOME, PARAMETERS, STACK, Shop, purchase

DEAD_LETTERS = ("FailuresQueueUrl", "MailDeadLettersUrl", "PassDeadLettersUrl", "AudienceDeadLettersUrl",
                "JourneyDeadLettersUrl")


def refused_deployments(shop: Shop, report: Report) -> None:
    """What the template does not take."""
    with report.check("without a sender, or with a base URL that is not https, nothing is deployed"):
        for wrong, why in (
            ({name: value for name, value in PARAMETERS.items() if name != "Sender"}, "'Sender'"),
            (PARAMETERS | {"BaseUrl": "http://shop.example.com"}, "'BaseUrl' must begin with https://"),
        ):
            try:
                shop.deployment.deploy(None, wrong)
            except Failed as e:
                equal(why in str(e), True, f"{why} in {e}")
            else:
                raise Failed(f"the template took {wrong}")


# Beside the project's campaigns, one in which a customer waits: checks_schedules.journeys is about it.
JOURNEY = """\
trigger: {event: {detail-type: [Purchase Recorded], detail: {customerId: [traveller]}}}
steps:
  - wait: 1 minute
  - points: 25
"""


def programme(shop: Shop, report: Report) -> None:
    """The programme's files reach the deployed stack by the project's own command."""
    folder = shop.work / "first-programme"
    copy_programme(folder)
    (folder / "campaigns" / "travelling.yaml").write_text(JOURNEY)
    files = ("--programme", str(folder))
    with report.check("./perennial apply --stack: the first version wants a yes, and holds at once; again: nothing changed"):
        try:
            shop.perennial("apply", "--stack", STACK, *files)
        except Failed as e:
            equal("Its currency, GBP, and its zone, Europe/London" in str(e), True, f"what is fixed in: {e}")
        else:
            raise Failed("the first programme was applied without a yes")
        equal("version 000001 holds from" in shop.perennial("apply", "--stack", STACK, "--yes", *files), True, "applied")
        equal("nothing changed" in shop.perennial("apply", "--stack", STACK, *files), True, "unchanged")


def dry_run(shop: Shop, report: Report) -> None:
    """What a campaign would have done is asked of the deployed stack's own History, and changes nothing there."""
    with report.check("./perennial dry-run --stack: thanks goes through the last days of History, twice alike"):
        days = [(datetime.now(UTC) - timedelta(days=back)).date().isoformat() for back in (20, 0)]
        asked = ("dry-run", "thanks", "--stack", STACK, "--from", days[0], "--until", days[1], "--json")
        told = json.loads(shop.perennial(*asked))
        if not told["historyLines"] or not told["lines"]:
            raise Failed(f"nothing was gone through: {told}")
        equal(json.loads(shop.perennial(*asked))["lines"], told["lines"], "the second time")


def new_programme(shop: Shop, report: Report) -> None:
    """A change comes into force for all functions at once; a broken one not at all."""
    folder = shop.work / "programme"
    copy_programme(folder)
    with report.check("a changed programme is version 2 and holds ten minutes later; a broken one is refused with its line"):
        loyalty = folder / "loyalty.yaml"
        loyalty.write_text(loyalty.read_text().replace("rate: 1 ", "rate: 3 "))
        said = shop.perennial("apply", "--stack", STACK, "--programme", str(folder))
        holds = datetime.fromisoformat(said.strip().split(" holds from ")[1])
        if not 500 < (holds - datetime.now(UTC)).total_seconds() < 700:
            raise Failed("version 2 should hold in ten minutes: " + said)
        loyalty.write_text(loyalty.read_text().replace("pendingDays: 14", "pendingDays: soon"))
        try:
            shop.perennial("apply", "--stack", STACK, "--programme", str(folder))
        except Failed as e:
            equal("loyalty.yaml:" in str(e), True, f"the file and line in: {e}")
        else:
            raise Failed("a broken programme was applied")


def copy_programme(folder: Path) -> None:
    """The programme of tests: shipped points, segments and mails, and campaigns that stay as they are."""
    own = HOME / "infra" / "testkit" / "programme"
    names = (own / "files.txt").read_text().split()
    for source, name in [(HOME / "programme", name) for name in names] + [
            (own, str(file.relative_to(own))) for file in own.rglob("*.yaml")]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((source / name).read_bytes())


def poison(shop: Shop, report: Report) -> None:
    """A line that cannot be published blocks no other."""
    with report.check("a line of History that cannot be read is parked by key, and the next one is published"):
        shop.emulator.client("dynamodb").put_item(TableName=f"{STACK}-history", Item={
            "customerId": {"S": "poison"}, "id": {"S": "ledger#purchase#poison"}, "event": {"S": "Purchase Recorded"},
            "body": {"S": "{}"}})
        shop.backend.post("/purchases", purchase("order-9", "hugo")).expect(201)
        shop.bus.event("Purchase Recorded", lambda event: event["purchaseId"] == "order-9")
        parked = until("the parked key", 10, lambda: shop.emulator.client("sqs").receive_message(
            QueueUrl=shop.outputs["ParkedQueueUrl"]).get("Messages"))
        equal(json.loads(parked[0]["Body"]), {"customerId": "poison", "id": "ledger#purchase#poison"}, "parked")


def logs_and_leftovers(shop: Shop, report: Report) -> None:
    """Every function ran under its role, logged by it, and told no secrets."""
    functions = shop.functions
    with report.check("every function ran; each log group holds its function's lines, written under its own role"):
        idle = [name for name, function in functions.by_id.items() if not function.invocations]
        equal(idle, [], "functions that never ran")
        equal(functions.log_refusals, {}, "refusals to log")
        logs = shop.emulator.client("logs")
        for name in functions.by_id:
            group, stream = functions.stream(name)
            lines = logs.get_log_events(logGroupName=group, logStreamName=stream)["events"]
            if name not in lines[-1]["message"]:
                raise Failed(f"{group} {stream} lacks {name}'s lines")
    with report.check("what became of purchases and mails is told by lines that CloudWatch makes metrics of"):
        for name, figure in (("PurchasesFunction", "Purchases"), ("RefundsFunction", "Refunds"), ("ClaimsFunction", "Mails"),
                             ("MailFunction", "Mails"), ("PassWorkerFunction", "CustomersJudged")):
            told = [json.loads(line) for line in functions.log(name).splitlines() if line.startswith('{"_aws"')]
            equal({line["Stack"] for line in told if figure in line}, {STACK}, f"stacks of {figure} of {name}")
    with report.check("no log, event or dead letter holds a shopper's name or address; no dead letter is left"):
        for name in functions.by_id:
            if "anary" in functions.log(name):
                raise Failed(f"the log of {name} holds a shopper's name or address")
        equal("anary" in json.dumps(shop.bus.drain()), False, "a shopper's name or address in an event")
        equal({name: shop.waiting(name) for name in DEAD_LETTERS}, dict.fromkeys(DEAD_LETTERS, 0), "dead letters")


def roles(shop: Shop, report: Report) -> None:
    """What AWS's Lambda does under a function's role and the emulator's does not ask for."""
    done = 0
    with report.check("each role lets Lambda poll its queue or stream, write its log and deliver its failures (tried as "
                      "the role)"):
        for name in shop.functions.by_id:
            for chore in chores(shop, name):
                try:
                    chore.call()
                except ClientError as e:
                    raise Failed(f"{name} may not {chore.action} on {chore.resource}: {e}") from e
                done += 1
    report.note(f"{done} calls")


def update(shop: Shop, report: Report) -> None:
    """A redeployment under traffic: the documented one, which gives the pages their address."""
    with report.check("sam deploy with nothing changed: no change"):
        equal("No changes to deploy" in shop.deployment.deploy(None, PARAMETERS), True, "no changes")
    before = tables(shop)
    versions = live(shop)
    answers: list[int] = []
    stop = threading.Event()

    def traffic() -> None:
        while not stop.wait(0.2):
            answers.append(shop.backend.post("/purchases", purchase(f"during-{len(answers)}", "ivy", "1.00")).status)

    with report.check("sam deploy with another base URL and log retention, while purchases are posted"):
        client = threading.Thread(target=traffic)
        client.start()
        try:
            shop.deployment.deploy(None, PARAMETERS | {"BaseUrl": shop.outputs["ApiUrl"], "LogRetentionDays": "7"})
            shop.deployed()
        finally:
            stop.set()
            client.join()
    with report.check("every purchase meanwhile was recorded, and no item of any table is lost or changed"):
        equal(set(answers), {201}, "answers")
        shop.calm(60)
        equal(shop.loyalty("ivy")["orders"], len(answers), "orders")
        after = tables(shop)
        equal([key for key in before if after.get(key) != before[key]], [], "lost or changed")
    report.note(f"{len(answers)} purchases during the update")
    updated(shop, report, versions)


def updated(shop: Shop, report: Report, versions: dict[str, str]) -> None:
    """
    :param versions: of each function before the update
    """
    with report.check("only what the change concerns has a new version; log groups keep 7 days"):
        now = live(shop)
        equal([name for name in now if now[name] != versions[name]], ["MailFunction"], "functions with a new version")
        groups = shop.emulator.client("logs").describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{STACK}")
        equal({group["retentionInDays"] for group in groups["logGroups"]}, {7}, "retention")
    shop.functions.start()
    with report.check("a mail after the update links to the new address; a purchase from before still has its id"):
        shop.signed_up("jane")
        shop.backend.post("/purchases", purchase("order-10", "jane")).expect(201)
        path = path_of_link(shop.inbox.next("jane.canary@example.com"), shop.outputs["ApiUrl"])
        shop.shopper.get(path).expect(200)
        shop.backend.post("/purchases", purchase("order-9", "hugo", "1.00")).problem(409, "purchase-conflict")


def live(shop: Shop) -> dict[str, str]:
    """The version of each function that its event sources call."""
    return {name: shop.functions.deployed(name)["Configuration"]["Version"] for name in shop.functions.by_id}


def tables(shop: Shop) -> dict[tuple[str, ...], dict[str, Any]]:
    """Every item of every table."""
    return {(table, *key): item for table in ("customers", "history", "programme")
            for key, item in shop.items(table).items()}


def deletion(shop: Shop, report: Report) -> None:
    """The stack goes, the tables stay."""
    before = tables(shop)
    with report.check("sam delete: the stack and its functions are gone, the three tables are left with every item"):
        shop.deployment.delete()
        try:
            status = shop.deployment.status()
        except ClientError:
            status = "DELETE_COMPLETE"
        equal(status, "DELETE_COMPLETE", "the stack")
        left = [each["FunctionName"] for each in shop.emulator.client("lambda").list_functions()["Functions"]]
        equal(left, [], "functions")
        equal(tables(shop) == before, True, "every item is there")
