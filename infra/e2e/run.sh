#!/usr/bin/env bash
# run.sh SCRIPT [ARGUMENT...]: one of the scripts beside this, with every tool that it needs installed and named.
set -euo pipefail
cd "$(dirname "$0")/../.."
# Nothing of this machine's own AWS, and no proxy between processes of this machine.
unset "${!AWS_@}"
export NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost
JAVA_HOME=$(infra/tools/jdk.sh)
RUNTIME_CLIENT=$(infra/tools/runtime-client.sh)
tools=$(infra/tools/venv.sh infra/tools/template-requirements.txt 3.13 3.12 3.11)
venv=$(infra/tools/venv.sh infra/tools/e2e-requirements.txt 3.13 3.12 3.11)
export JAVA_HOME RUNTIME_CLIENT SAM=$tools/bin/sam PYTHONDONTWRITEBYTECODE=1
script=$1; shift
exec "$venv/bin/python" "infra/e2e/$script.py" "$@"
