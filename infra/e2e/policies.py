"""The roles' inline policies as they are deployed, one permission at a time."""

import copy
import json
from dataclasses import dataclass
from typing import Any

from emulator import Emulator

# On AWS a batch is allowed by the same action as one; MiniStack asks for an action of its own.
BATCHES = {"sqs:SendMessage": "sqs:SendMessageBatch", "sqs:DeleteMessage": "sqs:DeleteMessageBatch"}
# MiniStack asks whether these are allowed on everything, AWS on the identity and the configuration set, or on
# the stream.
ON_EVERYTHING = ("ses:SendRawEmail", "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
                 "dynamodb:ListStreams")
# AWS writes a log group in policies with :* at its end, as GetAtt gives it; MiniStack asks without.
LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")
# Where what only MiniStack asks for stands, so that the template's own policy stays as it is.
DIALECT = "ministack-dialect"


@dataclass(frozen=True)
class Permission:
    """One action on one resource."""

    action: str
    resource: str

    def __str__(self) -> str:
        return f"{self.action} on {self.resource}"


def as_list(value: Any) -> list[Any]:
    """One or many, as many."""
    return value if isinstance(value, list) else [value]


class Role:
    """A function's role on the emulator."""

    def __init__(self, emulator: Emulator, name: str) -> None:
        self._iam = emulator.client("iam")
        self.name = name
        (self._policy,) = [each for each in self._iam.list_role_policies(RoleName=name)["PolicyNames"]
                           if each != DIALECT]
        document = self._iam.get_role_policy(RoleName=name, PolicyName=self._policy)["PolicyDocument"]
        self._document = json.loads(document) if isinstance(document, str) else document

    def permissions(self) -> list[Permission]:
        """Every action × resource, in the order of the template."""
        return [
            Permission(action, resource)
            for statement in self._document["Statement"]
            for action in as_list(statement["Action"]) for resource in as_list(statement["Resource"])
        ]

    def restore(self) -> None:
        """Allows what the template allows."""
        self._put(self.permissions())

    def without(self, *removed: Permission) -> None:
        """Allows all of that but some."""
        self._put([each for each in self.permissions() if each not in removed])

    def _put(self, allowed: list[Permission]) -> None:
        """The template's own document when nothing is removed, statement by statement otherwise."""
        document = copy.deepcopy(self._document)
        if allowed != self.permissions():
            document["Statement"] = [
                {"Effect": "Allow", "Action": each.action, "Resource": each.resource} for each in allowed]
        self._iam.put_role_policy(
            RoleName=self.name, PolicyName=self._policy, PolicyDocument=json.dumps(document))
        spoken = [statement for each in allowed for statement in _spoken(each)]
        if spoken:
            self._iam.put_role_policy(RoleName=self.name, PolicyName=DIALECT, PolicyDocument=json.dumps(
                {"Version": "2012-10-17", "Statement": spoken}))
        elif DIALECT in self._iam.list_role_policies(RoleName=self.name)["PolicyNames"]:
            self._iam.delete_role_policy(RoleName=self.name, PolicyName=DIALECT)


def _spoken(allowed: Permission) -> list[dict[str, str]]:
    """What MiniStack calls a permission where it does not call it as AWS does."""
    if allowed.action in BATCHES:
        return [{"Effect": "Allow", "Action": BATCHES[allowed.action], "Resource": allowed.resource}]
    if allowed.action in ON_EVERYTHING:
        return [{"Effect": "Allow", "Action": allowed.action, "Resource": "*"}]
    if allowed.action in LOGS:
        return [{"Effect": "Allow", "Action": allowed.action, "Resource": allowed.resource.removesuffix(":*")}]
    return []
