#!/usr/bin/env bash
# Times fits side by side with lifetimes in one run: value.sh [CUSTOMERS [PARETO_CUSTOMERS]]; 1000000 and 100000 when left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PYTHONDONTWRITEBYTECODE=1
exec "$(infra/tools/venv.sh infra/bench/lifetimes-requirements.txt 3.11)/bin/python" infra/bench/value.py "$@"
