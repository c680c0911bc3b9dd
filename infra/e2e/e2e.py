"""The deployed shop, from the first `sam deploy` to `sam delete`, seen from outside. `make e2e` runs it."""

import sys

import checks_api
import checks_mail
import checks_operations
import checks_schedules
from report import Report
from session import session
from shop import PARAMETERS, Shop


def first_deployment(shop: Shop, report: Report) -> None:
    """The template as it is, by the SAM CLI; every function's zip under AWS's runtime client."""
    report.chapter("Deployment: template.yaml unmodified, policies and signatures enforced")
    checks_operations.refused_deployments(shop, report)
    with report.check("sam build, sam deploy: CREATE_COMPLETE"):
        shop.deployment.deploy(shop.deployment.build(), PARAMETERS)
        shop.deployed()
        routes = shop.deployment.wire()
    with report.check(f"{len(shop.functions.by_id)} functions start from their zips, each under its own role"):
        seconds = sorted(shop.functions.start())
    report.note(f"{len(routes)} routes; a JVM is ready after {seconds[0]:.1f} to {seconds[-1]:.1f} s, two at a time")
    shop.open()
    checks_operations.programme(shop, report)


def story(shop: Shop, report: Report) -> None:
    """Everything, in an order in which nothing has to be undone."""
    first_deployment(shop, report)
    report.chapter("A back-end: HTTP with signatures, and the bus")
    checks_api.strangers(shop, report)
    checks_api.customers(shop, report)
    checks_api.purchases(shop, report)
    checks_api.refunds(shop, report)
    checks_api.activities(shop, report)
    checks_api.referrals(shop, report)
    checks_api.rewards(shop, report)
    checks_api.value(shop, report)
    checks_api.bus(shop, report)
    checks_api.erasure(shop, report)
    report.chapter("A shopper: mail as SES was handed it, and its link")
    mail = checks_mail.mails(shop, report)
    checks_mail.clicking(shop, report, mail, PARAMETERS["BaseUrl"])
    checks_mail.answering(shop, report, mail, PARAMETERS["BaseUrl"])
    checks_mail.unsubscribing(shop, report, mail, PARAMETERS["BaseUrl"])
    checks_mail.bounces(shop, report)
    report.chapter("By itself: schedules")
    checks_schedules.crowd(shop, report)
    checks_schedules.schedules(shop, report)
    checks_schedules.journeys(shop, report)
    report.chapter("An operator")
    checks_operations.poison(shop, report)
    checks_operations.roles(shop, report)
    checks_operations.logs_and_leftovers(shop, report)
    checks_operations.dry_run(shop, report)
    checks_operations.new_programme(shop, report)
    checks_operations.update(shop, report)
    checks_operations.deletion(shop, report)


if __name__ == "__main__":
    sys.exit(session("e2e", story))
