"""What a shop's back-end relies on: signatures, customers, purchases, refunds, by HTTP and by the bus."""

import json
from datetime import UTC, datetime, timedelta
from unittest import mock

from botocore.credentials import Credentials

from processes import Failed, until
from report import Report
from shop import Shop, profile, purchase


def equal(found: object, wanted: object, what: str) -> None:
    """Both are the same."""
    if found != wanted:
        raise Failed(f"{what}: expected {wanted}, found {found}")


def ledger(shop: Shop) -> list[tuple[str, str]]:
    """The keys of every line about points."""
    return sorted(key for key in shop.items("history") if key[1].startswith("ledger#"))


def strangers(shop: Shop, report: Report) -> None:
    """Nobody gets in without the right signature, and a refused call starts no function."""
    function = shop.functions["PurchasesFunction"]
    order = purchase("forged", "ada")
    with report.check("a purchase unsigned, or signed with a wrong secret, another's body, 20 minutes ago, or by "
                      "one who may not: 403, and no function runs"):
        before = function.invocations
        shop.shopper.post("/purchases", order).expect(403)
        key = shop.backend.signer.access_key
        shop.shopper.by(Credentials(key, "wrong")).post("/purchases", order).expect(403)
        shop.shopper.by(Credentials("AKIAUNKNOWN000000000", "x")).post("/purchases", order).expect(403)
        shop.backend.tampered("/purchases", order, purchase("forged", "bob")).expect(403)
        old = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=20)
        with mock.patch("botocore.auth.get_current_datetime", return_value=old):
            shop.backend.post("/purchases", order).expect(403)
        shop.shopper.by(shop.user("stranger", None)).post("/purchases", order).expect(403)
        equal(function.invocations, before, "invocations")


def customers(shop: Shop, report: Report) -> None:
    """A customer is put, put again, changed and read."""
    with report.check("a customer is put: 201; the same again: 200; changed: 200; read back, with segments"):
        first = shop.signed_up("ada", country="GB").json
        equal(first["segments"], ["reachable"], "segments")
        equal(shop.backend.put("/customers/ada", profile("ada", country="GB")).expect(200).json, first, "the same")
        shop.backend.put("/customers/ada", profile("ada", country="FR")).expect(200)
        found = shop.backend.get("/customers/ada").expect(200).json
        equal((found["country"], found["segments"]), ("FR", ["abroad", "reachable"]), "country and segments")
    with report.check("a customer nobody knows: 404; one with a broken address: 400, with the path"):
        shop.backend.get("/customers/nobody").problem(404, "customer-unknown")
        wrong = shop.backend.put("/customers/eve", profile("eve") | {"email": "eve"}).problem(400, "invalid-value")
        equal(wrong.json["path"], "/email", "path")


def purchases(shop: Shop, report: Report) -> None:
    """A purchase counts once, whatever is posted after it."""
    order = purchase("order-1", "ada", "62.50")
    with report.check("a purchase: 201 and 125 points; again: 200 and the same answer; other content: 409"):
        first = shop.backend.post("/purchases", order).expect(201).json
        equal(first["points"], {"earned": 125, "pending": 125, "balance": 0, "debt": 0}, "points")
        equal(shop.backend.post("/purchases", order).expect(200).json, first, "the answer")
        shop.backend.post("/purchases", purchase("order-1", "ada", "9.99")).problem(409, "purchase-conflict")
    with report.check("broken purchases (no JSON, an unknown field, a bad amount, the future): 400; nothing is written"):
        before = ledger(shop)
        shop.backend.post("/purchases", b"{").problem(400, "malformed-json")
        shop.backend.post("/purchases", purchase("b", "ada") | {"colour": "red"}).problem(400, "invalid-value")
        shop.backend.post("/purchases", purchase("b", "ada", "1.2345678")).problem(400, "invalid-value")
        shop.backend.post("/purchases", purchase("b", "ada", days_ago=-1)).problem(400, "invalid-value")
        equal(ledger(shop), before, "ledger")
    with report.check("a purchase from 14 days ago can be spent, and is a stranger's: 201, no mail"):
        answer = shop.backend.post("/purchases", purchase("order-2", "stranger", "75.00", 15)).expect(201).json
        equal(answer["points"]["balance"], 150, "balance")
        equal(answer["segments"], ["points-to-spend"], "segments")


def value(shop: Shop, report: Report) -> None:
    """What is expected of customers, once there is a model card."""
    with report.check("before the first night nothing is predicted, and the answer says so; another insight: 404"):
        answer = shop.backend.get("/customers/ada/value").expect(200).json
        equal((answer["predicted"], answer["reason"]), (False, "no-model-card"), "predicted")
        equal(shop.backend.get("/insights/model-card").expect(200).json["versions"], [], "versions of the card")
        shop.backend.get("/insights/weather").problem(404, "insight-unknown")
    with report.check("the campaigns in force are listed; of one in which nobody is held out nothing is measured; another: 404"):
        listed = shop.backend.get("/campaigns").expect(200).json["campaigns"]
        equal("thanks" in [each["campaignId"] for each in listed], True, "thanks among the campaigns")
        shop.backend.get("/campaigns/thanks/results").expect(200)
        shop.backend.get("/campaigns/no-such/results").problem(404, "campaign-unknown")


def refunds(shop: Shop, report: Report) -> None:
    """A refund takes back what the purchase earned."""
    half = {"refundId": "back-1", "purchaseId": "order-1", "customerId": "ada", "at": purchase("", "")["at"],
            "lines": [{"sku": "LANTERN", "quantity": 1}]}
    with report.check("a refund of one of two: 201, 62 of 125 points stay; again: 200; more than is left: 409"):
        shop.backend.post("/refunds", half).expect(201)
        equal(shop.loyalty("ada")["pending"], 62, "points")
        shop.backend.post("/refunds", half).expect(200)
        shop.backend.post("/refunds", half | {"refundId": "back-2", "lines": [{"sku": "LANTERN", "quantity": 2}]}
                       ).problem(409, "refund-exceeds-purchase")
        early = half | {"refundId": "back-3", "purchaseId": "order-to-come"}
        equal(shop.backend.post("/refunds", early).expect(202).json["waiting"], True, "a refund before its purchase")
        shop.backend.post("/refunds", early).expect(202)


def activities(shop: Shop, report: Report) -> None:
    """What customers do besides buying is noted; a review of what they have earns once."""
    review = {"activityId": "review-1", "customerId": "stranger", "type": "review", "at": purchase("", "")["at"],
              "properties": {"sku": "LANTERN", "stars": 5, "title": "Warm light"}}
    with report.check("a review of what was bought: 201 and 25 points; again: 200 and the same; another of it: none; "
                      "of nobody known: 404"):
        first = shop.backend.post("/activities", review).expect(201).json
        equal((first["points"]["earned"], first["review"]), (25, {"sku": "LANTERN", "rewarded": True}), "the review")
        equal(shop.backend.post("/activities", review).expect(200).json, first, "the answer")
        second = shop.backend.post("/activities", review | {"activityId": "review-2"}).expect(201).json
        equal((second["points"]["earned"], second["review"]["reason"]), (0, "rewarded-before"), "the second")
        shop.backend.post("/activities", review | {"type": "viewed"}).problem(409, "activity-conflict")
        shop.backend.post("/activities", review | {"properties": {"stars": [5]}}).problem(400, "invalid-value")
        shop.backend.post("/activities", review | {"customerId": "nobody-at-all"}).problem(404, "customer-unknown")


def referrals(shop: Shop, report: Report) -> None:
    """Who brings a friend is told so, until the friend's first order goes back."""
    with report.check("a friend's first order by a code: counted, and Referral Completed; given back: Referral Reversed; "
                      "a code of nobody: not counted"):
        code = shop.backend.get("/customers/ada/referral").expect(200).json["code"]
        order = purchase("order-joan", "joan") | {"referralCode": code.lower()}
        equal(shop.backend.post("/purchases", order).expect(201).json["referral"], {"counted": True}, "the code")
        shop.bus.event("Referral Completed", lambda event: event["friendId"] == "joan")
        equal(shop.backend.get("/customers/ada/referral").expect(200).json["friends"], 1, "friends")
        shop.backend.post("/refunds", {"refundId": "back-joan", "purchaseId": "order-joan", "customerId": "joan",
                                    "at": order["at"], "all": True}).expect(201)
        shop.bus.event("Referral Reversed", lambda event: event["friendId"] == "joan")
        equal(shop.backend.get("/customers/ada/referral").expect(200).json["friends"], 0, "friends")
        wrong = purchase("order-olga", "olga") | {"referralCode": "0000000000"}
        equal(shop.backend.post("/purchases", wrong).expect(201).json["referral"],
              {"counted": False, "reason": "unknown"}, "a code of nobody")


def rewards(shop: Shop, report: Report) -> None:
    """Points buy a coupon once, which is good once; what was not used can be taken back."""
    wish = {"redemptionId": "wish-1", "customerId": "mary", "rewardId": "sample-box"}
    with report.check("a reward: 201 and a coupon, again 200 and the same; used: 201; too few points: 409; cancelled: "
                      "the points are back; staff give 25 more"):
        shop.backend.post("/purchases", purchase("order-6", "mary", "50.00", 15)).expect(201)
        coupon = shop.backend.post("/redemptions", wish).expect(201).json["coupon"]["code"]
        equal(shop.backend.post("/redemptions", wish).expect(200).json["coupon"]["code"], coupon, "the coupon")
        used = {"customerId": "mary", "purchaseId": "order-7"}
        shop.backend.post(f"/coupons/{coupon}/redeem", used).expect(201)
        shop.backend.post("/coupons/AAAAAAAAAAAAAAAA/redeem", used).expect(404)
        shop.backend.post(f"/coupons/{coupon}/release", used).expect(201)
        shop.backend.post(f"/coupons/{coupon}/release", used).expect(200)
        shop.backend.post(f"/coupons/{coupon}/redeem", used).expect(201)
        bought = shop.backend.post("/purchases", purchase("order-7", "mary") | {"couponCode": coupon}).expect(201).json
        equal(bought["coupon"], {"code": coupon, "used": True, "rewardId": "sample-box"}, "the purchase's coupon")
        shop.backend.post(f"/coupons/{coupon}/release", used).problem(409, "coupon-order-stands")
        shop.backend.post("/redemptions", wish | {"redemptionId": "wish-2", "rewardId": "five-off"}).problem(
            409, "reward-refused-points")
        shop.backend.post("/redemptions", wish | {"redemptionId": "wish-3"}).expect(201)
        equal(shop.loyalty("mary")["balance"], 0, "points")
        shop.backend.post("/redemptions/wish-3/cancel", {"customerId": "mary"}).expect(201)
        shop.backend.post("/customers/mary/adjustments", {
            "adjustmentId": "sorry-1", "points": 25, "reason": "The parcel came late", "author": "s.staff"}).expect(201)
        equal(shop.loyalty("mary")["balance"], 75, "points")
    with report.check("the members of a segment, page by page, are those whose standing says so"):
        members = shop.members("reachable", 1)
        for who in ("ada", "mary"):
            equal(who in members, "reachable" in shop.loyalty(who)["segments"], f"{who} among the members")


def bus(shop: Shop, report: Report) -> None:
    """The same by events, and what became of each comes out as an event."""
    with report.check("Purchase, Refund and Activity Submitted on the bus are recorded; broken ones come back Rejected"):
        shop.bus.put("Purchase Submitted", purchase("order-3", "cleo", "20.00"))
        shop.bus.event("Purchase Recorded", lambda event: event["purchaseId"] == "order-3")
        shop.bus.put("Refund Submitted", {"refundId": "back-4", "purchaseId": "order-3", "customerId": "cleo",
                                          "at": purchase("", "")["at"], "all": True})
        shop.bus.event("Purchase Refunded", lambda event: event["refundId"] == "back-4")
        equal(shop.loyalty("cleo")["pending"], 0, "points")
        shop.bus.put("Purchase Submitted", purchase("order-4", "cleo") | {"currency": "??"})
        shop.bus.event("Purchase Rejected", lambda event: event["purchaseId"] == "order-4")
        shop.bus.put("Refund Submitted", {"refundId": "back-5", "purchaseId": "order-3", "customerId": "cleo"})
        shop.bus.event("Refund Rejected", lambda event: event["refundId"] == "back-5")
        visit = {"activityId": "visit-1", "customerId": "cleo", "type": "viewed", "at": purchase("", "")["at"]}
        shop.bus.put("Activity Submitted", visit)
        shop.bus.event("Customer Active", lambda event: event["activityId"] == "visit-1")
        shop.bus.put("Activity Submitted", visit | {"activityId": "visit-2", "type": "?"})
        shop.bus.event("Activity Rejected", lambda event: event["activityId"] == "visit-2")
    with report.check("purchases put into the queue are recorded, and a broken one among them comes back Rejected"):
        for body in (purchase("order-5", "cleo", "20.00"), purchase("order-6", "cleo") | {"currency": "??"}):
            shop.emulator.client("sqs").send_message(
                QueueUrl=shop.outputs["PurchaseQueueUrl"], MessageBody=json.dumps(body))
        shop.bus.event("Purchase Recorded", lambda event: event["purchaseId"] == "order-5")
        shop.bus.event("Purchase Rejected", lambda event: event["purchaseId"] == "order-6")
    with report.check("a guest who is cleo is merged, and what comes late for the guest is hers"):
        shop.backend.post("/purchases", purchase("order-7", "guest", "20.00")).expect(201)
        orders = shop.loyalty("cleo")["orders"]
        shop.backend.post("/customers/cleo/merge", {"from": "guest"}).expect(201)
        shop.backend.post("/purchases", purchase("order-8", "guest", "20.00")).expect(201)
        equal(shop.loyalty("cleo")["orders"], orders + 2, "orders")
    with report.check("each line of History that raises an event raised one: its key, seq, cause and changes, nothing "
                      "personal"):
        lines = {"/".join(key) for key, item in shop.items("history").items() if "event" in item}
        until("an event of each line", 30, lambda: lines <= {each["detail"]["id"] for each in shop.bus.drain()})
        ids = [each["detail"]["id"] for each in shop.bus.drain()]
        equal(len(set(ids)), len(ids), "different ids")
        first = shop.bus.now("Purchase Recorded", lambda event: event["purchaseId"] == "order-1")[0]
        equal((first["id"], first["cause"], first["changes"]["points"], first["order"], first["paid"]),
              ("ada/ledger#purchase#order-1", "recorded", 125, 1, "125.00"), "Purchase Recorded")


def erasure(shop: Shop, report: Report) -> None:
    """An erased customer is gone, and stays gone."""
    with report.check("a customer is erased: 204; read and bought again: 410; the profile is gone from the table"):
        shop.signed_up("gone")
        shop.backend.call("DELETE", "/customers/gone").expect(204)
        shop.backend.get("/customers/gone").problem(410, "customer-erased")
        shop.backend.post("/purchases", purchase("order-5", "gone")).problem(410, "customer-erased")
        equal([id for customer, id in shop.items("customers") if customer == "gone" and id == "profile"], [], "profile")
