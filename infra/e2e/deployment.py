"""The stack: deployed, updated and deleted by the SAM CLI, as an operator does it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emulator import Emulator
from processes import Failed, run

ACCOUNT = "000000000000"


def predicted_name(stack: str, logical_id: str) -> str:
    """
    The name that MiniStack will give a function. It has to be told before it starts where the function answers;
    whether it came true is checked after the deployment.
    """
    digest = hashlib.sha256(f"{stack}:{logical_id}".encode()).hexdigest()[:13].upper()
    return f"{stack}-{logical_id}-"[: 64 - len(digest)] + digest


class Deployment:
    """One stack on the emulator."""

    def __init__(self, name: str, emulator: Emulator, sam: Path, home: Path, work: Path) -> None:
        """
        :param sam: the SAM CLI
        :param home: the project's folder
        """
        self.name = name
        self._emulator = emulator
        self._sam = sam
        self._home = home
        self._work = work
        self._cloudformation = emulator.client("cloudformation")

    def build(self) -> Path:
        """`sam build`; the template that it leaves."""
        self._run("build", "--template", "template.yaml", "--build-dir", str(self._work / "build"))
        return self._work / "build" / "template.yaml"

    def deploy(self, template: Path | None, parameters: Mapping[str, str]) -> str:
        """`sam deploy`, of what was built or, as README says, right from the project's folder."""
        return self._run(
            "deploy", "--stack-name", self.name, "--no-confirm-changeset", "--no-progressbar",
            *(["--template-file", str(template)] if template else []),
            "--parameter-overrides", *(f'{name}="{value}"' for name, value in parameters.items()),
        )

    def delete(self) -> None:
        """`sam delete`."""
        self._run("delete", "--stack-name", self.name, "--no-prompts")

    def _run(self, command: str, *arguments: str) -> str:
        return run(
            [str(self._sam), command, "--config-file", str(self._home / "samconfig.toml"), *arguments], self._emulator.environment(), self._home,
            self._work / "logs" / "sam.log",
        )

    def outputs(self) -> dict[str, str]:
        """The stack's outputs by name."""
        stack = self._cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def status(self) -> str:
        """The stack's state."""
        return self._cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]["StackStatus"]

    def resources(self) -> dict[str, str]:
        """Physical ids by logical id."""
        pages = self._cloudformation.get_paginator("list_stack_resources").paginate(StackName=self.name)
        return {
            each["LogicalResourceId"]: each["PhysicalResourceId"]
            for page in pages for each in page["StackResourceSummaries"] if each.get("PhysicalResourceId")
        }

    def count(self) -> None:
        """Makes numbers of what a parameter gave as text: CloudFormation does, MiniStack does not."""
        client = self._emulator.client("lambda")
        for mapping in client.list_event_source_mappings()["EventSourceMappings"]:
            most = mapping.get("ScalingConfig", {}).get("MaximumConcurrency")
            if most:
                client.update_event_source_mapping(
                    UUID=mapping["UUID"], ScalingConfig={"MaximumConcurrency": int(most)})

    def wire(self) -> list[str]:
        """
        Makes the API's routes: MiniStack drops the OpenAPI body that SAM makes of AWS::Serverless::HttpApi. What
        is made is what the body says, read from the processed template.
        """
        answer = self._cloudformation.get_template(StackName=self.name, TemplateStage="Processed")["TemplateBody"]
        template = json.loads(answer) if isinstance(answer, str) else answer
        physical = self.resources()
        body = template["Resources"]["Api"]["Properties"]["Body"]
        gateway = self._emulator.client("apigatewayv2")
        api = physical["Api"]
        for old in gateway.get_routes(ApiId=api)["Items"]:
            gateway.delete_route(ApiId=api, RouteId=old["RouteId"])
        routes = []
        for path, operations in body["paths"].items():
            for verb, operation in operations.items():
                target = self._function_arn(operation["x-amazon-apigateway-integration"]["uri"], physical)
                integration = gateway.create_integration(
                    ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=target, PayloadFormatVersion="2.0")
                authorizers = [name for each in operation.get("security", []) for name in each]
                if authorizers not in ([], ["AWS_IAM"], ["NONE"]):
                    raise Failed(f"{verb} {path} has an authorizer that is not known here: {authorizers}")
                gateway.create_route(
                    ApiId=api, RouteKey=f"{verb.upper()} {path}",
                    Target="integrations/" + integration["IntegrationId"],
                    AuthorizationType="AWS_IAM" if authorizers == ["AWS_IAM"] else "NONE")
                routes.append(f"{verb.upper()} {path}")
        return routes

    @staticmethod
    def _function_arn(uri: Any, physical: Mapping[str, str]) -> str:
        """The ARN within an integration's address, its references resolved."""
        text = uri["Fn::Sub"] if isinstance(uri, dict) else uri
        for logical, name in physical.items():
            text = text.replace("${%s}" % logical, name)
        arn = text.split("/functions/")[-1].removesuffix("/invocations")
        if "${" in arn:
            raise Failed(f"an integration refers to what is not there: {arn}")
        return arn
