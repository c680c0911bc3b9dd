"""
count-resources.py TEMPLATE: how many resources SAM makes of a template when every option is on. CloudFormation takes
500 of a stack.
"""

import logging
import sys
from collections import Counter
from pathlib import Path

from samcli.lib.cfn_language_extensions.sam_integration import expand_language_extensions
from samcli.yamlhelper import yaml_parse
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

# What decides how much SAM makes; all other options are conditions, which count whether they hold or not.
OPTIONS = {"Canary": "true", "Sender": "shop@example.com"}


def made(template: Path) -> Counter[str]:
    """The resources by their type."""
    declared = yaml_parse(template.read_text())
    values = {name: each.get("Default", "x") for name, each in declared["Parameters"].items()} | OPTIONS
    expanded = expand_language_extensions(declared, values, enabled=True).expanded_template
    for resource in expanded["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":  # as it is when its zip was uploaded
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    result = Translator({}, Parser()).translate(expanded, values)
    return Counter(resource["Type"] for resource in result["Resources"].values())


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    found = made(Path(sys.argv[1]))
    print(f"{sys.argv[1]}: {found.total()} resources of 500 when every option is on, for "
          f"{found['AWS::Lambda::Function']} functions")
