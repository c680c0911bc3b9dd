"""
What AWS's Lambda itself does under a function's role: it polls the function's queue or stream, writes its log and
delivers what failed. MiniStack's Lambda does these without asking the role, so they are done here, as the role.
Which actions Lambda needs is its documentation's word, not something that this can prove.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from shop import STACK, Shop

STREAMS = {"OutboxRelayFunction": "history", "ClaimsFunction": "customers"}
QUEUES = {"QueuedPurchasesFunction": "PurchaseQueueUrl", "MailFunction": "MailQueueUrl", 
          "PassWorkerFunction": "PassQueueUrl", "AudienceWorkerFunction": "AudienceQueueUrl",
          "JourneyWorkerFunction": "JourneyQueueUrl"}


@dataclass(frozen=True)
class Chore:
    """One call that Lambda makes as the role."""

    action: str
    resource: str
    call: Callable[[], Any]


def chores(shop: Shop, logical_id: str) -> list[Chore]:
    """All of them for a function; none changes anything but the log."""
    credentials = shop.functions.credentials(logical_id)
    found = _logging(shop, logical_id, credentials)
    if logical_id in QUEUES:
        found += _queue(shop, QUEUES[logical_id], credentials)
    if logical_id in STREAMS:
        found += _stream(shop, STREAMS[logical_id], credentials)
    if _has_failure_queue(shop, logical_id):
        sqs = shop.emulator.client("sqs", credentials)
        found.append(Chore("sqs:SendMessage", "FailuresQueue", lambda: _sent(shop, sqs)))
    return found


def _logging(shop: Shop, logical_id: str, credentials: dict[str, str]) -> list[Chore]:
    logs = shop.emulator.client("logs", credentials)
    group = shop.functions.deployed(logical_id)["Configuration"]["LoggingConfig"]["LogGroup"]
    there, new = "e2e", uuid.uuid4().hex
    root = shop.emulator.client("logs")
    if not root.describe_log_streams(logGroupName=group, logStreamNamePrefix=there)["logStreams"]:
        root.create_log_stream(logGroupName=group, logStreamName=there)
    event = {"timestamp": 1_700_000_000_000, "message": "tried"}
    return [
        Chore("logs:CreateLogStream", "log group",
              lambda: logs.create_log_stream(logGroupName=group, logStreamName=new)),
        Chore("logs:PutLogEvents", "log group",
              lambda: logs.put_log_events(logGroupName=group, logStreamName=there, logEvents=[event])),
    ]


def _queue(shop: Shop, output: str, credentials: dict[str, str]) -> list[Chore]:
    sqs = shop.emulator.client("sqs", credentials)
    url = shop.outputs[output]
    name = output.removesuffix("Url")
    return [
        Chore("sqs:GetQueueAttributes", name,
              lambda: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])),
        Chore("sqs:ReceiveMessage", name, lambda: sqs.receive_message(QueueUrl=url, VisibilityTimeout=0)),
        Chore("sqs:DeleteMessage", name, lambda: _allowed(
            lambda: sqs.delete_message(QueueUrl=url, ReceiptHandle="none"), "ReceiptHandleIsInvalid")),
    ]


def _stream(shop: Shop, table: str, credentials: dict[str, str]) -> list[Chore]:
    streams, root = shop.emulator.client("dynamodbstreams", credentials), shop.emulator.client("dynamodbstreams")
    arn = shop.emulator.client("dynamodb").describe_table(TableName=f"{STACK}-{table}")["Table"]["LatestStreamArn"]
    shard = root.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    where = {"StreamArn": arn, "ShardId": shard, "ShardIteratorType": "LATEST"}
    iterator = root.get_shard_iterator(**where)["ShardIterator"]
    return [
        Chore("dynamodb:DescribeStream", "stream", lambda: streams.describe_stream(StreamArn=arn)),
        Chore("dynamodb:GetShardIterator", "stream", lambda: streams.get_shard_iterator(**where)),
        Chore("dynamodb:GetRecords", "stream", lambda: streams.get_records(ShardIterator=iterator)),
        Chore("dynamodb:ListStreams", "stream", lambda: streams.list_streams()),
    ]


def _has_failure_queue(shop: Shop, logical_id: str) -> bool:
    """Whether Lambda puts into FailuresQueue what a function could not do."""
    client = shop.emulator.client("lambda")
    name = shop.functions.name(logical_id)
    mappings = client.list_event_source_mappings(FunctionName=f"{name}:live")["EventSourceMappings"]
    if any(each.get("DestinationConfig", {}).get("OnFailure") for each in mappings):
        return True
    try:
        config = client.get_function_event_invoke_config(FunctionName=name, Qualifier="live")
    except ClientError:
        return False
    return bool(config.get("DestinationConfig", {}).get("OnFailure"))


def _sent(shop: Shop, sqs: Any) -> None:
    """Sends to the queue of failures and takes it out again."""
    url = shop.outputs["FailuresQueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="tried by infra/e2e")
    shop.emulator.client("sqs").purge_queue(QueueUrl=url)


def _allowed(call: Callable[[], Any], complaint: str) -> None:
    """A call that is allowed and then complains of what it was given."""
    try:
        call()
    except ClientError as e:
        if e.response["Error"]["Code"].removeprefix("AWS.SimpleQueueService.") != complaint:
            raise
