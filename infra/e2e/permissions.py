"""
Takes each permission from each role in turn and shows what then fails; `make e2e-permissions` runs it. A permission
whose loss nothing notices fails the run: it is to be taken out of template.yaml.
"""

import sys

from botocore.exceptions import ClientError

from policies import Permission, Role
from processes import Failed
from report import Report
from service import chores
from session import session
from shop import PARAMETERS, Shop
from trials import Trials

# Of these MiniStack asks less than AWS does, so that no run here can tell one from the other.
ALIKE = {
    "ses:SendRawEmail": "MiniStack asks for the action on *; that the action is needed is shown by taking it whole",
}


def short(permission: Permission) -> str:
    """A permission without region, account and generated endings."""
    resource = permission.resource.split(":", 5)[-1].removesuffix(":*").split("/stream/")
    return f"{permission.action:26} {resource[0] + ('/stream' if len(resource) > 1 else '')}"


def lost(shop: Shop, trials: Trials, logical_id: str, why: bool = False) -> str:
    """What fails now, by whom it is needed, and on request why; nothing when all goes on as before."""
    for chore in chores(shop, logical_id):
        try:
            chore.call()
        except ClientError as e:
            return f"Lambda: {chore.action.split(':')[1]}{f' ({e})' if why else ''}"
    shop.functions[logical_id].restart()
    for trial in trials.of(logical_id):
        try:
            trial.run()
        except Failed as e:
            return f"the handler: {trial.what}{f' ({e})' if why else ''}"
    return ""


def removed(shop: Shop, trials: Trials, logical_id: str, role: Role, taken: list[Permission]) -> str:
    """The same without some permissions."""
    role.without(*taken)
    try:
        return lost(shop, trials, logical_id)
    finally:
        role.restore()


def table(shop: Shop, report: Report) -> None:
    """Every role, every permission."""
    with report.check("deployed"):
        shop.deployment.deploy(shop.deployment.build(), PARAMETERS | {"ScanParts": "1"})
        shop.deployed()
        shop.deployment.wire()
        shop.functions.start()
        shop.open()
        trials = Trials(shop)
        trials.prepare()
    needless: list[str] = []
    counts = {"the handler": 0, "Lambda": 0, "alike": 0}
    for logical_id in sys.argv[1:] or shop.functions.by_id:
        role = shop.role(logical_id)
        report.chapter(logical_id)
        with report.check("with all of its permissions it does all it should"):
            found = lost(shop, trials, logical_id, why=True)
            if found:
                raise Failed(f"{found} failed with every permission there")
        for permission in role.permissions():
            alike = [each for each in role.permissions()
                     if each.action == permission.action and permission.action in ALIKE]
            found = removed(shop, trials, logical_id, role, alike or [permission])
            if not found:
                needless.append(f"{logical_id} {short(permission)}")
            kind = "alike" if alike and found else found.split(":")[0]
            counts[kind] = counts.get(kind, 0) + 1
            mark = "~" if alike else "✓" if found else "✗"
            print(f"  {mark} {short(permission):76} {found or 'nothing fails'}", flush=True)
        shop.functions[logical_id].restart()
    report.chapter(f"{counts['the handler']} permissions are needed by handlers; {counts['Lambda']} by Lambda itself, by "
                   f"AWS's documentation (tried as the role); {counts['alike']} marked ~ cannot be told apart here:")
    for action, why in ALIKE.items():
        report.note(f"{action}: {why}")
    if needless:
        raise Failed("nothing fails without:\n  " + "\n  ".join(needless))


if __name__ == "__main__":
    sys.exit(session("e2e-permissions", table))
