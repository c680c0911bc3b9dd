"""What happens by itself: the month's boundaries and model card, the night's pass and the week's campaign."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from checks_api import equal
from processes import until
from report import Report
from shop import Shop, profile, purchase, tuesday

CROWD = 20
# Bought on four days, last 275 days ago: often, but long ago, among the twenty.
AT_RISK = "crowd-18"
# Boundaries hold half an hour after they were computed, so the pass is said to be due after that.
LATER = timedelta(minutes=40)


def crowd(shop: Shop, report: Report) -> None:
    """Twenty strangers who bought on one to five days, 5 to 290 days ago."""
    orders = [
        purchase(f"crowd-{i}-{day}", f"crowd-{i}", str(5 + 3 * i), 5 + 15 * i + 3 * day)
        for i in range(CROWD) for day in range(1 + i % 5)
    ]
    with report.check(f"{len(orders)} purchases of {CROWD} strangers, up to 290 days old"):
        seconds = sorted(shop.backend.post("/purchases", order).expect(201).seconds for order in orders)
        shop.calm(60)
    report.note(f"answered at p50 in {seconds[len(seconds) // 2] * 1000:.0f} ms, "
                f"p95 {seconds[len(seconds) * 95 // 100] * 1000:.0f} ms, through the emulator on this machine")


def schedules(shop: Shop, report: Report) -> None:
    """Each schedule is made due every minute until it has fired once, and set back."""
    with report.check("the boundaries' schedule fires: the month's RFM boundaries are in the Programme table"):
        fire(shop, "BoundariesFunctionDaily", "BoundariesFunction")
        equal(len(boundaries(shop)), 1, "boundaries")
    with report.check("the refit's schedule fires: the month's model card is there, made of the twenty, and says what it lacks"):
        fire(shop, "RefitFunctionDaily", "RefitFunction")
        (card,) = (json.loads(item["body"]["S"])["card"] for item in cards(shop))
        equal((card["chosen"], card["customers"] >= CROWD), ("shrunk-rate", True), "the heuristic, of twenty or more")
        equal(any("fewer than 50" in warning for warning in card["warnings"]), True, "how many it takes")
    with report.check("the census' schedule fires"):
        fire(shop, "CensusFunctionWeekly", "CensusFunction")
    shop.backend.put(f"/customers/{AT_RISK}", profile(AT_RISK)).expect(200)
    with report.check("the nightly pass fires: who bought often but long ago is now at-risk, Customer Reclassified says so"):
        shop.functions["PassPlannerFunction"].ahead = LATER
        fire(shop, "PassPlannerFunctionNightly", "PassPlannerFunction")
        moved = shop.bus.event("Customer Reclassified", lambda event: event["customerId"] == AT_RISK)
        equal("at-risk" in moved["changes"]["segmentsEntered"], True, "at-risk entered")
        shop.calm()
        equal("at-risk" in shop.loyalty(AT_RISK)["segments"], True, "at-risk in the segments")
    with report.check("the weekly campaign fires: who is at risk and wants mail gets one win-back, and nobody else does"):
        before = len(shop.inbox.mails)
        shop.functions["AudiencePlannerFunction"].ahead = tuesday(1) - datetime.now(UTC)
        fire(shop, "AudiencePlannerFunctionScheduled", "AudiencePlannerFunction")
        mail = shop.inbox.next(f"{AT_RISK}.canary@example.com")
        shop.calm()
        equal(len(shop.inbox.mails) - before, 1, "mails")
        sent = shop.bus.event("Email Sent", lambda event: event["customerId"] == AT_RISK)
        equal((sent["campaign"], bool(mail["List-Unsubscribe"])), ("win-back", True), "campaign and link")


def journeys(shop: Shop, report: Report) -> None:
    """A journey that waits a minute is taken on by the minutely schedule, its queue and its worker."""
    with report.check("a journey waits a minute, is found due, and gives its 25 points once"):
        shop.signed_up("traveller")
        shop.backend.post("/purchases", purchase("t1", "traveller", "10.00", days_ago=0)).expect(201)
        until("the journey to begin", 30, lambda: (shop.items("customers").get(("traveller", "sends")) or {}).get("dueAt"))
        fire(shop, "JourneyPlannerFunctionMinutely", "JourneyPlannerFunction")
        until("the journey to go on", 150, lambda: shop.loyalty("traveller")["balance"] == 25)
        shop.calm()
        equal("dueAt" in shop.items("customers")[("traveller", "sends")], False, "still waiting")


def boundaries(shop: Shop) -> list[dict[str, Any]]:
    """The stored boundaries."""
    return [item for item in shop.items("programme").values() if item.get("body", {}).get("S", "").startswith('{"boundaries":')]


def cards(shop: Shop) -> list[dict[str, Any]]:
    """The stored model cards."""
    return [item for item in shop.items("programme").values() if item.get("body", {}).get("S", "").startswith('{"card":')]


def fire(shop: Shop, schedule: str, function: str) -> None:
    """
    Waits for a schedule to fire by itself. MiniStack looks every ten seconds and takes cron in UTC; it does not
    ask the schedule's role, and leaves <aws.scheduler.scheduled-time> for the function's side to fill in.
    """
    scheduler = shop.emulator.client("scheduler")
    name = shop.resources[schedule].split("/")[-1].split("|")[-1]
    kept = {key: value for key, value in scheduler.get_schedule(Name=name).items() if key in (
        "Name", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "Target", "State")}
    before = shop.functions[function].invocations
    scheduler.update_schedule(**kept | {"ScheduleExpression": "cron(* * * * ? *)"})
    until(f"{schedule} to fire", 90, lambda: shop.functions[function].invocations > before)
    scheduler.update_schedule(**kept)
    equal(shop.functions[function].errors, 0, f"errors of {function}")
