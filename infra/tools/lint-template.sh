#!/usr/bin/env bash
# sam validate --lint and cfn-lint over template.yaml; neither calls AWS.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=$(infra/tools/venv.sh infra/tools/template-requirements.txt 3.13 3.12 3.11)

export AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_DEFAULT_REGION=eu-west-1 AWS_EC2_METADATA_DISABLED=true
export SAM_CLI_TELEMETRY=0 SAM_CLI_CHECK_FOR_UPDATES=0
# Off by default: without it SAM itself looks only at what is in no loop.
export SAM_CLI_ENABLE_LANGUAGE_EXTENSIONS=1
unset AWS_PROFILE AWS_ENDPOINT_URL
# SAM's own words only when it finds something: its success is one line of ours.
out=$("$venv/bin/sam" validate --lint --template template.yaml 2>&1) || { printf '%s\n' "$out"; exit 1; }
"$venv/bin/cfn-lint" --regions eu-west-1 us-east-1 -- template.yaml
# What SAM makes of it with every option asked for.
"$venv/bin/cfn-lint" --regions eu-west-1 --parameters Sender=shop@example.com "PostalAddress=1 High Street, Exampleton" \
  BaseUrl=https://shop.example.com CustomerKey=true Canary=true Dashboard=true AlarmEmail=ops@example.com \
  StaffIssuer=https://id.example.com StaffAudience=perennial DomainName=club.example.com \
  CertificateArn=arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012 -- template.yaml
"$venv/bin/python" infra/tools/count-resources.py template.yaml
echo "template.yaml: sam validate --lint and cfn-lint find nothing, with all options and without"
