"""For each function the least that needs all of its permissions: called as its event source would call it, event sources off."""

import copy
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from checks_api import equal
from checks_mail import bounce, filled, mail_log, path_of, path_of_link, sent_yesterday
from checks_operations import copy_programme
from checks_schedules import boundaries, cards
from processes import Failed, until
from shop import CONSENT, HOME, PARAMETERS, STACK, Shop, profile, purchase, tuesday

# A scan's answer ends after a megabyte: these make it end within a customer, who is then read again.
PADDED, PADDING = 5, 300_000
# Less than a worker keeps in reserve: it puts its task back at once.
NO_TIME = 20.0
# A coupon that is counted: what a step needs of the Programme table.
COUPON = "  - coupon: sample-box\n"
UTC_TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Trial:
    """Something that a function does."""

    what: str
    run: Callable[[], None]


def instant(later: timedelta) -> str:
    """An instant in the future."""
    return (datetime.now(UTC) + later).strftime(UTC_TIME)


class Trials:
    """Trials of every function, each with customers of its own."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._count = 0
        self._weeks = 0

    def prepare(self) -> None:
        """Turns event sources off, applies a programme whose weekly campaign writes to all, and makes the scans long."""
        shop = self._shop
        folder = shop.work / "programme"
        copy_programme(folder)
        campaign = folder / "campaigns" / "win-back.yaml"
        campaign.write_text(campaign.read_text().replace("segment: at-risk", "segment: reachable").rstrip() + f"\n{COUPON}")
        for name, event, first in (("gift", "Points Adjusted", ""), ("later", "Points Redeemed", "  - wait: 1 minute\n")):
            (folder / "campaigns" / f"{name}.yaml").write_text(
                f"trigger: {{event: {{detail-type: [{event}]}}}}\nsteps:\n{first}{COUPON}")
        rewards = folder / "rewards.yaml"
        rewards.write_text(rewards.read_text().replace("stock: 200", "stock: 100000"))
        shop.perennial("apply", "--stack", STACK, "--programme", str(folder), "--yes")
        client = shop.emulator.client("lambda")
        for mapping in client.list_event_source_mappings()["EventSourceMappings"]:
            client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        events = shop.emulator.client("events")
        for bus in (STACK, "default"):
            for rule in events.list_rules(EventBusName=bus)["Rules"]:
                if rule["Name"] != "listener":
                    events.disable_rule(Name=rule["Name"], EventBusName=bus)
        self._signed_up()
        padded = next(item for item in shop.items("customers").values() if item["id"]["S"] == "profile")
        for i in range(PADDED):
            item = padded | {"customerId": {"S": f"padded-{i}"}, "padding": {"S": "x" * PADDING}}
            shop.emulator.client("dynamodb").put_item(TableName=f"{STACK}-customers", Item=item)

    def all(self) -> dict[str, list[Trial]]:
        """The trials of each function."""
        return {
            "CustomersFunction": [Trial("puts changes and erases", self._customers_puts_changes_and_erases)],
            "PurchasesFunction": [
                Trial("records", self._purchases_records),
                Trial("uses a coupon", self._purchases_uses_a_coupon),
                Trial("knows what comes too late", self._purchases_knows_what_comes_too_late),
                Trial("applies a refund that came before it", self._purchases_applies_an_early_refund),
            ],
            "PurchaseSubmittedFunction": [
                Trial("records", self._purchase_submitted_records),
                Trial("uses a coupon", self._purchase_submitted_uses_a_coupon),
                Trial("rejects", self._purchase_submitted_rejects),
                Trial("knows what comes too late", self._purchase_submitted_knows_what_comes_too_late),
                Trial("applies a refund that came before it", self._purchase_submitted_applies_an_early_refund),
            ],
            "QueuedPurchasesFunction": [
                Trial("records", self._queued_purchases_records),
                Trial("uses a coupon", self._queued_purchases_uses_a_coupon),
                Trial("rejects", self._queued_purchases_rejects),
                Trial("knows what comes too late", self._queued_purchases_knows_what_comes_too_late),
                Trial("applies a refund that came before it", self._queued_purchases_applies_an_early_refund),
            ],
            "RefundsFunction": [Trial("records", self._refunds_records)],
            "RefundSubmittedFunction": [
                Trial("records", self._refund_submitted_records),
                Trial("rejects", self._refund_submitted_rejects),
            ],
            "ActivitiesFunction": [
                Trial("notes", self._activities_notes),
                Trial("rewards a review", self._activities_rewards_a_review),
            ],
            "ActivitySubmittedFunction": [
                Trial("notes", self._activity_submitted_notes),
                Trial("rewards a review", self._activity_submitted_rewards_a_review),
                Trial("rejects", self._activity_submitted_rejects),
            ],
            "ReferralsFunction": [Trial("makes a code", self._referrals_makes_a_code)],
            "ReferralEventsFunction": [
                Trial("notes a friend", self._referral_events_notes_a_friend),
                Trial("notes a friend of who came back", self._referral_events_notes_a_friend_of_who_came_back),
            ],
            "LoyaltyFunction": [
                Trial("answers", self._loyalty_answers),
                Trial("lists rewards", self._loyalty_lists_rewards),
            ],
            "SegmentsFunction": [
                Trial("lists segments", self._segments_are_listed),
                Trial("lists members", self._segments_members_are_listed),
            ],
            "RedemptionsFunction": [Trial("redeems, cancels and uses", self._redemptions_redeems_cancels_and_uses)],
            "OutboxRelayFunction": [
                Trial("publishes what is asked for", self._relay_puts_events),
                Trial("parks what it cannot read", self._relay_parks_what_it_cannot_read),
            ],
            "BoundariesFunction": [Trial("are computed", self._boundaries_are_computed)],
            "RefitFunction": [Trial("makes a model card", self._refit_makes_a_model_card)],
            "ValueFunction": [Trial("predicts and shows the card", self._value_predicts_and_shows_the_card)],
            "CensusFunction": [
                Trial("counts", self._census_counts),
                Trial("counts what a coupon took off", self._census_counts_a_coupon),
            ],
            "CampaignsFunction": [Trial("lists campaigns and results", self._campaigns_are_listed)],
            "PassPlannerFunction": [Trial("plans", self._pass_planner_plans)],
            "PassWorkerFunction": [
                Trial("moves a customer", self._pass_worker_moves_a_customer),
                Trial("queues a lost claim again", self._pass_worker_queues_a_lost_claim_again),
                Trial("puts its task back", self._pass_worker_puts_its_task_back),
            ],
            "CampaignEventsFunction": [
                Trial("claims a mail", self._campaign_events_claims_a_mail),
                Trial("says why it does not", self._campaign_events_says_why_it_does_not),
                Trial("issues a coupon", self._campaign_events_issues_a_coupon),
            ],
            "AudiencePlannerFunction": [Trial("plans", self._audience_planner_plans)],
            "AudienceWorkerFunction": [
                Trial("claims a mail", self._audience_worker_claims_a_mail),
                Trial("waits for a turn", self._audience_worker_waits_for_a_turn),
                Trial("puts its task back", self._audience_worker_puts_its_task_back),
            ],
            "JourneyPlannerFunction": [Trial("finds who is due", self._journey_planner_finds_who_is_due)],
            "JourneyWorkerFunction": [
                Trial("takes nobody on too early", self._journey_worker_takes_nobody_on_too_early),
                Trial("issues a coupon", self._journey_worker_issues_a_coupon),
            ],
            "ClaimsFunction": [Trial("queues a mail", self._claims_queues_a_mail)],
            "MailFunction": [Trial("sends", self._mail_sends)],
            "UnsubscribeFunction": [Trial("unsubscribes", self._unsubscribe_unsubscribes)],
            "SurveyFunction": [
                Trial("records an answer", self._survey_records_an_answer),
                Trial("records an answer of who came back", self._survey_records_an_answer_of_who_came_back),
            ],
            "ClicksFunction": [
                Trial("notes what comes at once", self._clicks_notes_what_comes_at_once),
                Trial("counts a click", self._clicks_counts_a_click),
            ],
            "BouncesFunction": [Trial("forbids mail", self._bounce_forbids_mail)],
        }

    def of(self, logical_id: str) -> list[Trial]:
        """The trials of one."""
        try:
            return self.all()[logical_id]
        except KeyError:
            raise Failed(f"there is no trial of {logical_id}: write one in infra/e2e/trials.py") from None

    # ---- what the trials have in common

    def _fresh(self) -> str:
        self._count += 1
        return f"c{self._count}"

    def _signed_up(self) -> str:
        customer = self._fresh()
        self._shop.signed_up(customer)
        return customer

    def _bought(self, customer: str, price: str = "62.50") -> str:
        self._shop.backend.post("/purchases", purchase(f"o-{customer}", customer, price)).expect(201)
        return f"o-{customer}"

    def _back(self) -> str:
        """A customer who was erased, and came back as another."""
        customer = self._signed_up()
        self._shop.backend.call("DELETE", f"/customers/{customer}").expect(204)
        # in whole seconds, and later than the erasure
        consents = {"email": CONSENT | {"at": instant(timedelta(seconds=1))}}
        self._shop.backend.put(f"/customers/{customer}", profile(customer, consents=consents)).expect(201)
        return customer

    def _claimed(self, customer: str) -> str:
        """The customer, whose thanks for the first purchase are claimed and not sent."""
        self._bought(customer)
        self._shop.invoke("CampaignEventsFunction", self._happened(customer))
        if '"CLAIMED"' not in mail_log(self._shop, customer):
            raise Failed(f"no claim, but {mail_log(self._shop, customer) or 'nothing'} and {self._decisions(customer)}")
        return customer

    def _mailed(self) -> str:
        return self._mail(self._signed_up())

    def _mail(self, customer: str) -> str:
        self._claimed(customer)
        self._work("MailFunction", self._task(customer))
        self._shop.inbox.next(profile(customer)["email"], seconds=10)
        return customer

    def _task(self, customer: str) -> dict[str, Any]:
        (send_id,) = json.loads(mail_log(self._shop, customer))["mails"]
        return {"customerId": customer, "sendId": send_id}

    def _work(self, function: str, body: dict[str, Any]) -> None:
        """Hands a message to a function, which must not want it again."""
        event = copy.deepcopy(sample("mail-queued"))
        event["Records"][0]["body"] = json.dumps(body)
        answer = self._shop.invoke(function, event)
        equal(answer["batchItemFailures"], [], "messages that come back")

    def _happened(self, customer: str) -> dict[str, Any]:
        event = sample("campaigns-happened")
        event["detail"] |= {"id": f"{customer}/ledger#purchase#o-{customer}", "customerId": customer, "seq": 9,
                            "purchaseId": f"o-{customer}", "at": instant(timedelta())}
        return event

    def _more_in(self, output: str, act: Callable[[], None]) -> None:
        """The act puts something into a queue, which is emptied again."""
        sqs, queue = self._shop.emulator.client("sqs"), self._shop.outputs[output]
        sqs.purge_queue(QueueUrl=queue)
        act()
        waiting = self._shop.waiting(output)
        sqs.purge_queue(QueueUrl=queue)
        if not waiting:
            raise Failed(f"nothing came to {output}")

    def _rejected(self, function: str, kind: str, what: str) -> None:
        """A broken submission comes back as an event."""
        event = sample("purchases-submitted") | {"id": self._fresh(), "detail-type": kind.replace("Rejected", "Submitted")}
        event["detail"] = {what: self._fresh(), "customerId": "nobody"}
        self._shop.invoke(function, event)
        self._shop.bus.event(kind, lambda detail: detail[what] == event["detail"][what], 10)

    # ---- one or more for each function

    def _customers_puts_changes_and_erases(self) -> None:
        customer = self._signed_up()
        self._shop.backend.put(f"/customers/{customer}", profile(customer, country="FR")).expect(200)
        lines = self._shop.backend.get(f"/customers/{customer}/history").expect(200).json["lines"]
        equal(lines[0]["what"], "Customer Changed", "what happened last")
        visit = {"activityId": "v1", "customerId": customer, "type": "viewed", "at": purchase("", "")["at"]}
        self._shop.backend.post("/activities", visit).expect(201)
        self._shop.backend.call("DELETE", f"/customers/{customer}").expect(204)

    def _purchases_records(self) -> None:
        self._bought(self._fresh())

    def _with_coupon(self) -> dict[str, Any]:
        customer = self._rich()
        wish = {"redemptionId": "d1", "customerId": customer, "rewardId": "sample-box"}
        code = self._shop.backend.post("/redemptions", wish).expect(201).json["coupon"]["code"]
        return purchase("with-" + customer, customer, days_ago=0) | {"couponCode": code}

    def _is_used(self, bought: dict[str, Any]) -> None:
        use = {key: bought[key] for key in ("customerId", "purchaseId")}
        self._shop.backend.post(f"/coupons/{bought['couponCode']}/redeem", use).expect(200)

    def _purchases_uses_a_coupon(self) -> None:
        bought = self._with_coupon()
        equal(self._shop.backend.post("/purchases", bought).expect(201).json["coupon"]["used"], True, "used")
        self._is_used(bought)

    def _purchase_submitted_uses_a_coupon(self) -> None:
        bought = self._with_coupon()
        self._shop.invoke("PurchaseSubmittedFunction", sample("purchases-submitted") | {"detail": bought})
        self._is_used(bought)

    def _purchases_knows_what_comes_too_late(self) -> None:
        self._shop.backend.post("/purchases", purchase("late", "nobody", days_ago=500)).problem(400, "invalid-value")

    def _purchase_submitted_knows_what_comes_too_late(self) -> None:
        late = purchase(self._fresh(), "nobody", days_ago=500)
        self._shop.invoke("PurchaseSubmittedFunction", sample("purchases-submitted") | {"detail": late})
        self._shop.bus.event("Purchase Rejected", lambda event: event["purchaseId"] == late["purchaseId"], 10)

    def _refunded_early(self) -> dict[str, Any]:
        customer = self._fresh()
        self._bought(customer)
        bought = purchase("early-" + customer, customer)
        refund = {"refundId": "r-" + customer, "purchaseId": bought["purchaseId"], "customerId": customer, "at": bought["at"], "all": True}
        self._shop.backend.post("/refunds", refund).expect(202)
        return bought

    def _purchases_applies_an_early_refund(self) -> None:
        bought = self._refunded_early()
        self._shop.backend.post("/purchases", bought).expect(201)
        equal(self._shop.loyalty(bought["customerId"])["orders"], 1, "orders that were kept")

    def _purchase_submitted_applies_an_early_refund(self) -> None:
        bought = self._refunded_early()
        self._shop.invoke("PurchaseSubmittedFunction", sample("purchases-submitted") | {"detail": bought})
        equal(self._shop.loyalty(bought["customerId"])["orders"], 1, "orders that were kept")

    def _purchase_submitted_records(self) -> None:
        event = sample("purchases-submitted")
        event["detail"] |= {"customerId": (customer := self._fresh()), "at": purchase("", "")["at"]}
        self._shop.invoke("PurchaseSubmittedFunction", event)
        equal(self._shop.loyalty(customer)["orders"], 1, "orders")

    def _purchase_submitted_rejects(self) -> None:
        self._rejected("PurchaseSubmittedFunction", "Purchase Rejected", "purchaseId")

    def _queued(self, *bodies: str) -> None:
        record = sample("purchases-queued")["Records"][0]
        records = [record | {"messageId": f"m{i}", "body": body} for i, body in enumerate(bodies)]
        answer = self._shop.invoke("QueuedPurchasesFunction", {"Records": records})
        equal(answer["batchItemFailures"], [], "messages that come back")

    def _queued_purchases_records(self) -> None:
        bought = purchase("queued-" + (customer := self._fresh()), customer)
        self._queued(json.dumps(bought))
        equal(self._shop.loyalty(customer)["orders"], 1, "orders")

    def _queued_purchases_uses_a_coupon(self) -> None:
        self._queued(json.dumps(bought := self._with_coupon()))
        self._is_used(bought)

    def _queued_purchases_rejects(self) -> None:
        before = len(self._shop.bus.now("Purchase Rejected", lambda event: event["purchaseId"] == "-"))
        self._queued("no JSON")
        until("the event Purchase Rejected", 10, lambda: len(
            self._shop.bus.now("Purchase Rejected", lambda event: event["purchaseId"] == "-")) > before)

    def _queued_purchases_knows_what_comes_too_late(self) -> None:
        late = purchase(self._fresh(), "nobody", days_ago=500)
        self._queued(json.dumps(late))
        self._shop.bus.event("Purchase Rejected", lambda event: event["purchaseId"] == late["purchaseId"], 10)

    def _queued_purchases_applies_an_early_refund(self) -> None:
        bought = self._refunded_early()
        self._queued(json.dumps(bought))
        equal(self._shop.loyalty(bought["customerId"])["orders"], 1, "orders that were kept")

    def _refund(self) -> dict[str, Any]:
        customer = self._fresh()
        return {"refundId": "r-" + customer, "purchaseId": self._bought(customer), "customerId": customer,
                "at": purchase("", "")["at"], "all": True}

    def _refunds_records(self) -> None:
        self._shop.backend.post("/refunds", self._refund()).expect(201)

    def _refund_submitted_records(self) -> None:
        refund = self._refund()
        self._shop.invoke("RefundSubmittedFunction", sample("refunds-submitted") | {"detail": refund})
        equal(self._shop.loyalty(refund["customerId"])["pending"], 0, "points")

    def _refund_submitted_rejects(self) -> None:
        self._rejected("RefundSubmittedFunction", "Refund Rejected", "refundId")

    def _review(self) -> dict[str, Any]:
        customer = self._fresh()
        self._bought(customer)
        return {"activityId": "v-" + customer, "customerId": customer, "type": "review", "at": purchase("", "")["at"],
                "properties": {"sku": "LANTERN", "stars": 5}}

    def _activities_notes(self) -> None:
        visit = self._review() | {"type": "viewed"}
        self._shop.backend.post("/activities", visit).expect(201)
        self._shop.backend.post("/activities", visit).expect(200)

    def _activities_rewards_a_review(self) -> None:
        points = self._shop.backend.post("/activities", self._review()).expect(201).json["points"]
        equal(points["earned"], 25, "points")

    def _activity_submitted_notes(self) -> None:
        visit = self._review() | {"type": "viewed"}
        for _ in range(2):
            self._shop.invoke("ActivitySubmittedFunction", sample("activities-submitted") | {"detail": visit})
        self._shop.backend.post("/activities", visit).expect(200)

    def _activity_submitted_rewards_a_review(self) -> None:
        review = self._review()
        self._shop.invoke("ActivitySubmittedFunction", sample("activities-submitted") | {"detail": review})
        equal(self._shop.loyalty(review["customerId"])["balance"], 25, "points")

    def _activity_submitted_rejects(self) -> None:
        self._rejected("ActivitySubmittedFunction", "Activity Rejected", "activityId")

    def _code(self, customer: str) -> str:
        return str(self._shop.backend.get(f"/customers/{customer}/referral").expect(200).json["code"])

    def _referrals_makes_a_code(self) -> None:
        customer = self._signed_up()
        equal(self._code(customer), self._code(customer), "the code")

    def _referral_events_notes_a_friend(self) -> None:
        self._notes_a_friend_of(self._signed_up())

    def _referral_events_notes_a_friend_of_who_came_back(self) -> None:
        self._notes_a_friend_of(self._back())

    def _notes_a_friend_of(self, customer: str) -> None:
        friend = self._fresh()
        bought = purchase(f"o-{friend}", friend) | {"referralCode": self._code(customer)}
        self._shop.backend.post("/purchases", bought).expect(201)
        event = sample("referrals-bought")
        event["detail"] |= {"id": f"{friend}/ledger#purchase#o-{friend}", "customerId": friend}
        self._shop.invoke("ReferralEventsFunction", event)
        equal(self._shop.backend.get(f"/customers/{customer}/referral").expect(200).json["friends"], 1, "friends")

    def _loyalty_answers(self) -> None:
        customer = self._fresh()
        self._bought(customer)
        equal(self._shop.loyalty(customer)["pending"], 125, "points")

    def _rich(self) -> str:
        customer = self._fresh()
        self._shop.backend.post("/purchases", purchase("rich-" + customer, customer, "200.00", days_ago=40)).expect(201)
        return customer

    def _loyalty_lists_rewards(self) -> None:
        rewards = self._shop.backend.get(f"/rewards?customerId={self._rich()}").expect(200).json["rewards"]
        equal([each["available"] for each in rewards if each["rewardId"] == "sample-box"], [True], "available")

    def _segments_are_listed(self) -> None:
        segments = self._shop.backend.get("/segments").expect(200).json["segments"]
        equal("champions" in [each["segmentId"] for each in segments], True, "champions among the segments")

    def _segments_members_are_listed(self) -> None:
        customer = self._rich()
        equal(customer in self._shop.members("points-to-spend"), True, "the customer in the segment")

    def _redemptions_redeems_cancels_and_uses(self) -> None:
        customer, backend = self._rich(), self._shop.backend
        redemption = {"customerId": customer, "rewardId": "sample-box"}
        coupon = backend.post("/redemptions", redemption | {"redemptionId": "d1"}).expect(201).json["coupon"]
        backend.post(f"/coupons/{coupon['code']}/redeem", {"customerId": customer, "purchaseId": "o1"}).expect(201)
        backend.post(f"/coupons/{coupon['code']}/release", {"customerId": customer, "purchaseId": "o1"}).expect(201)
        backend.post("/redemptions", redemption | {"redemptionId": "d2"}).expect(201)
        backend.post("/redemptions/d2/cancel", {"customerId": customer}).expect(201)
        backend.post("/redemptions", redemption | {"redemptionId": "d3", "rewardId": "five-off"}).problem(
            409, "reward-refused-points")

    def _relay_puts_events(self) -> None:
        record = sample("outbox-lines")
        before, said = len(self._shop.bus.drain()), len(self._shop.functions.log("OutboxRelayFunction"))
        answer = self._shop.invoke("OutboxRelayFunction", record)
        equal(answer["batchItemFailures"], [], "records that come back")
        # without knowing who listens it publishes everything, and says so at its first turn
        said = self._shop.functions.log("OutboxRelayFunction")[said:]
        equal("subscriptions can't be read" in said, False, "a warning")
        until("the event", 10, lambda: len(self._shop.bus.drain()) > before)

    def _relay_parks_what_it_cannot_read(self) -> None:
        record = sample("outbox-lines")
        record["Records"][0]["dynamodb"]["NewImage"]["body"]["S"] = "{}"
        self._more_in("ParkedQueueUrl", lambda: self._shop.invoke("OutboxRelayFunction", record))

    def _boundaries_are_computed(self) -> None:
        there = len(boundaries(self._shop))
        tick = {"tick": "boundaries", "at": instant(timedelta(days=31 * there))}
        self._shop.invoke("BoundariesFunction", tick)
        equal(len(boundaries(self._shop)), there + 1, "versions of the boundaries")

    def _refit_makes_a_model_card(self) -> None:
        self._bought(self._fresh())
        there = len(cards(self._shop))
        tick = {"tick": "refit", "at": instant(timedelta(days=1 + 31 * there))}
        self._shop.invoke("RefitFunction", tick)
        equal(len(cards(self._shop)), there + 1, "model cards")

    def _value_predicts_and_shows_the_card(self) -> None:
        customer = self._fresh()
        self._bought(customer)
        self._shop.backend.get(f"/customers/{customer}/value").expect(200)
        equal(self._shop.backend.get("/insights/model-card").expect(200).json["insight"], "model-card", "the insight")

    def _census_counts(self) -> None:
        self._shop.invoke("CensusFunction", {"tick": "census", "at": instant(timedelta())})

    def _census_counts_a_coupon(self) -> None:
        self._campaign_events_issues_a_coupon()
        once_its_window_is_over = {"tick": "census", "at": instant(timedelta(days=40))}
        self._shop.invoke("CensusFunction", once_its_window_is_over)

    def _campaigns_are_listed(self) -> None:
        listed = self._shop.backend.get("/campaigns").expect(200).json["campaigns"]
        equal("thanks" in [each["campaignId"] for each in listed], True, "thanks among the campaigns")
        self._shop.backend.get("/campaigns/thanks/results").expect(200)

    def _pass_planner_plans(self) -> None:
        tick = {"tick": "nightly", "at": instant(timedelta())}
        self._more_in("PassQueueUrl", lambda: self._shop.invoke("PassPlannerFunction", tick))

    def _pass(self, later: timedelta) -> None:
        self._work("PassWorkerFunction", {"tick": "nightly", "at": instant(later), "part": 0, "of": 1})

    def _pass_worker_moves_a_customer(self) -> None:
        customer = self._fresh()
        self._bought(customer)
        self._pass(timedelta(days=20))
        equal("points-to-spend" in self._shop.loyalty(customer)["segments"], True, "moved by time")

    def _pass_worker_queues_a_lost_claim_again(self) -> None:
        self._claimed(self._signed_up())
        self._more_in("MailQueueUrl", lambda: self._pass(timedelta(hours=2)))

    def _pass_worker_puts_its_task_back(self) -> None:
        function = self._shop.functions["PassWorkerFunction"]
        self._out_of_time(function, "PassQueueUrl", lambda: self._pass(timedelta()))

    def _campaign_events_claims_a_mail(self) -> None:
        self._claimed(self._signed_up())

    def _campaign_events_says_why_it_does_not(self) -> None:
        customer = self._fresh()
        self._bought(customer)
        self._shop.invoke("CampaignEventsFunction", self._happened(customer))
        equal(len(self._decisions(customer)), 1, "decisions recorded")

    def _campaign_events_issues_a_coupon(self) -> None:
        customer = self._signed_up()
        self._happened_as(customer, "Points Adjusted", timedelta())
        equal(self._coupons(customer), 1, "coupons")

    def _happened_as(self, customer: str, kind: str, ago: timedelta) -> None:
        event = self._happened(customer) | {"detail-type": kind}
        event["detail"]["at"] = instant(-ago)
        self._shop.invoke("CampaignEventsFunction", event)

    def _coupons(self, customer: str) -> int:
        """How many coupons campaigns gave a customer."""
        return sum(who == customer and line.startswith("ledger#redemption#campaign")
                   for who, line in self._shop.items("history"))

    def _decisions(self, customer: str) -> list[str]:
        """Why a customer got no mail."""
        return [item["body"]["S"] for (who, line), item in self._shop.items("history").items()
                if who == customer and line.startswith("decision#")]

    def _audience_planner_plans(self) -> None:
        self._weeks += 1
        tick = {"tick": "scheduled", "at": tuesday(self._weeks).strftime(UTC_TIME)}
        self._more_in("AudienceQueueUrl", lambda: self._shop.invoke("AudiencePlannerFunction", tick))

    def _audience(self) -> None:
        self._work("AudienceWorkerFunction", {"tick": "scheduled", "at": tuesday(0).strftime(UTC_TIME), "part": 0, "of": 1})

    def _audience_worker_claims_a_mail(self) -> None:
        customer = self._signed_up()
        self._audience()
        equal('"win-back"' in mail_log(self._shop, customer), True, "the mail is claimed")
        equal(self._coupons(customer), 1, "coupons")

    def _audience_worker_waits_for_a_turn(self) -> None:
        self._waiting()

    def _waiting(self) -> str:
        """A customer whose win-back waits until the rest after another mail is over."""
        customer = self._claimed(self._signed_up())
        self._audience()
        item = self._shop.items("customers")[(customer, "sends")]
        equal("dueAt" in item and '"rest"' in item["more"]["S"], True, "the journey waits")
        return customer

    def _journey_planner_finds_who_is_due(self) -> None:
        self._waiting()
        tick = {"tick": "minutely", "at": instant(timedelta(days=9))}
        self._more_in("JourneyQueueUrl", lambda: self._shop.invoke("JourneyPlannerFunction", tick))

    def _journey_worker_takes_nobody_on_too_early(self) -> None:
        customer = self._waiting()
        before = self._shop.items("customers")[(customer, "sends")]
        self._work("JourneyWorkerFunction", {"customers": [customer]})
        equal(self._shop.items("customers")[(customer, "sends")], before, "as it was")

    def _journey_worker_issues_a_coupon(self) -> None:
        customer = self._signed_up()
        self._happened_as(customer, "Points Redeemed", timedelta(seconds=55))
        time.sleep(7)  # until the minute is over
        self._work("JourneyWorkerFunction", {"customers": [customer]})
        equal(self._coupons(customer), 1, "coupons")

    def _audience_worker_puts_its_task_back(self) -> None:
        self._out_of_time(self._shop.functions["AudienceWorkerFunction"], "AudienceQueueUrl", self._audience)

    def _out_of_time(self, function: Any, output: str, act: Callable[[], None]) -> None:
        function.shortened = NO_TIME
        try:
            self._more_in(output, act)
        finally:
            function.shortened = None

    def _claims_queues_a_mail(self) -> None:
        self._more_in("MailQueueUrl", lambda: self._shop.invoke("ClaimsFunction", sample("mail-claimed")))

    def _mail_sends(self) -> None:
        self._mailed()

    def _unsubscribe_unsubscribes(self) -> None:
        customer = self._mailed()
        path = path_of_link(self._shop.inbox.to(profile(customer)["email"])[0], PARAMETERS["BaseUrl"])
        self._shop.shopper.get(path).expect(200)
        self._shop.shopper.call("POST", path, b"List-Unsubscribe=One-Click").expect(200)

    def _link(self, customer: str, page: str) -> str:
        return path_of(self._shop.inbox.to(profile(customer)["email"])[0], PARAMETERS["BaseUrl"], page)

    def _survey_records_an_answer(self) -> None:
        self._answers(self._mailed())

    def _survey_records_an_answer_of_who_came_back(self) -> None:
        self._answers(self._mail(self._back()))

    def _answers(self, customer: str) -> None:
        path = self._link(customer, "/p/survey")
        answer = filled(self._shop, path, b"score=9").expect(200)
        equal(b"We read every answer." in answer.body, True, "thanks")

    def _clicks_notes_what_comes_at_once(self) -> None:
        self._follow(self._mailed())

    def _clicks_counts_a_click(self) -> None:
        customer = self._mailed()
        sent_yesterday(self._shop, customer)
        self._follow(customer)

    def _follow(self, customer: str) -> None:
        path = self._link(customer, "/p/r")
        self._shop.shopper.get(path).expect(200)
        self._shop.shopper.call("POST", path, b"").expect(204)

    def _bounce_forbids_mail(self) -> None:
        customer = self._mailed()
        self._shop.invoke("BouncesFunction", bounce(self._shop, customer))
        equal('"bounced"' in mail_log(self._shop, customer), True, "mail is forbidden")


def sample(name: str) -> Any:
    """One of the project's sample events."""
    return json.loads((HOME / "events" / f"{name}.json").read_text())
