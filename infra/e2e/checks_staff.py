"""Staff: the back-end's routes under /staff, by tokens of any OpenID Connect issuer, and by nothing else."""

import time

from cryptography.hazmat.primitives.asymmetric import rsa

from checks_api import equal
from client import ApiClient
from emulator import REGION
from issuer import AUDIENCE, Issuer
from processes import Failed
from report import Report
from shop import Shop, profile

READ, WRITE = "perennial/read", "perennial/write"


def staff(shop: Shop, report: Report, issuer: Issuer) -> None:
    """Off at first, then on; refused calls change nothing and start no function."""
    apis = shop.emulator.client("apigatewayv2").get_apis()["Items"]
    with report.check("without an issuer there is no API of staff; one without an audience or https is refused"):
        equal("StaffUrl" in shop.outputs, False, "an output StaffUrl")
        equal([each["Name"] for each in apis if "staff" in each["Name"]], [], "APIs of staff")
        refused(shop, {"StaffIssuer": issuer.url}, "StaffIssuer and StaffAudience are given together or not at all")
        refused(shop, {"StaffIssuer": "http://id.example.com", "StaffAudience": AUDIENCE}, "'StaffIssuer' must be empty")
    with report.check("sam deploy with StaffIssuer and StaffAudience: routes under /staff"):
        shop.deployment.deploy(None, {"StaffIssuer": issuer.url, "StaffAudience": AUDIENCE})
        shop.deployed()
        shop.deployment.wire()
        equal(shop.outputs["StaffUrl"].endswith("/staff"), True, "StaffUrl")
    api = ApiClient(f"{shop.emulator.url}/_aws/execute-api/{shop.resources['StaffApi']}/staff", REGION)
    refusals(shop, report, issuer, api)
    with report.check("the scope perennial/read reads a customer; perennial/write puts one, by the same path parameters"):
        api.bearing(issuer.token(WRITE)).put("/customers/staffed", profile("staffed")).expect(201)
        equal(api.bearing(issuer.token(f"openid {READ}")).get("/customers/staffed").expect(200).json["name"],
              "Canary Lovelace", "the customer's name")
        api.bearing(issuer.token(READ)).get("/customers/staffed/loyalty").expect(200)
        sorry = {"adjustmentId": "sorry-2", "points": 5, "reason": "Late"}
        api.bearing(issuer.token(WRITE)).post("/customers/staffed/adjustments", sorry | {"author": "another"}).expect(400)
        api.bearing(issuer.token(WRITE)).post("/customers/staffed/adjustments", sorry).expect(201)
        api.bearing(issuer.token(WRITE)).call("DELETE", "/customers/staffed").expect(204)


def refused(shop: Shop, parameters: dict[str, str], why: str) -> None:
    """A deployment that the template does not take, in one line."""
    try:
        shop.deployment.deploy(None, parameters)
    except Failed as e:
        equal(why in str(e), True, f"{why} in {e}")
    else:
        raise Failed(f"the template took {parameters}")


def refusals(shop: Shop, report: Report, issuer: Issuer, api: ApiClient) -> None:
    """Each kind of wrong token."""
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    wrong = {
        "none": None,
        "no token at all": "abc",
        "expired": issuer.token(WRITE, exp=int(time.time()) - 5),
        "of another issuer": issuer.token(WRITE, iss="https://elsewhere.example.com"),
        "signed by another key": issuer.token(WRITE, key=stranger),
        "for another audience": issuer.token(WRITE, aud="someone-else"),
    }
    function = shop.functions["CustomersFunction"]
    with report.check(f"a token {', '.join(wrong)}: 401; another scope: 403; no function runs, no item is there"):
        before = function.invocations
        items = shop.items("customers")
        for token in wrong.values():
            api.bearing(token).put("/customers/nobody", profile("nobody")).expect(401)
            api.bearing(token).get("/customers/ada").expect(401)
        for token in (issuer.token(READ), issuer.token("openid"), issuer.token("")):
            api.bearing(token).put("/customers/nobody", profile("nobody")).expect(403)
            api.bearing(token).call("DELETE", "/customers/ada").expect(403)
        api.bearing(issuer.token(WRITE)).get("/customers/ada").expect(403)
        equal(function.invocations, before, "invocations")
        equal(shop.items("customers") == items, True, "the same items")
