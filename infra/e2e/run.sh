#!/usr/bin/env bash
# run.sh SCRIPT: one of the scripts beside this, with every tool that it needs installed and named.
set -euo pipefail
cd "$(dirname "$0")/../.."
JAVA_HOME=$(infra/tools/jdk.sh)
RUNTIME_CLIENT=$(infra/tools/runtime-client.sh)
tools=$(infra/tools/venv.sh infra/tools/template-requirements.txt 3.13 3.12 3.11)
venv=$(infra/tools/venv.sh infra/tools/e2e-requirements.txt 3.13 3.12 3.11)
export JAVA_HOME RUNTIME_CLIENT SAM=$tools/bin/sam PYTHONDONTWRITEBYTECODE=1
exec "$venv/bin/python" "infra/e2e/$1.py"
