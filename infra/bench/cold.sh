#!/usr/bin/env bash
# Runs cold.py with the JDK and the runtime interface client that it needs: cold.sh [--check] [--runs N] [FUNCTION...]
set -euo pipefail
cd "$(dirname "$0")/../.."
JAVA_HOME=$(infra/tools/jdk.sh)
RUNTIME_CLIENT=$(infra/tools/runtime-client.sh)
export JAVA_HOME RUNTIME_CLIENT PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=infra/e2e # which starts functions too
exec "$(infra/tools/venv.sh infra/tools/e2e-requirements.txt 3.13 3.12 3.11)/bin/python" infra/bench/cold.py "$@"
