#!/usr/bin/env bash
# docs/openapi.yaml against the laptop stack, on an empty folder and a free port: generated calls, right and wrong ones.
# EXAMPLES is how many each operation gets in each phase (default 150, about a minute; 1500 makes over 10,000 calls).
# SEED repeats a run. What it made stays in .perennial/contract until the next one.
set -euo pipefail
cd "$(dirname "$0")/../.."
top=$PWD
contract=$top/infra/contract
venv=$(infra/tools/venv.sh infra/tools/schemathesis-requirements.txt 3.13 3.12)
run=$top/.perennial/contract
rm -rf "$run"; mkdir -p "$run"; : > "$run/stack.log"

./perennial up --port 0 --data "$run/data" > "$run/stack.log" 2>&1 &
stack=$!
trap 'kill "$stack" 2>/dev/null || true; wait "$stack" 2>/dev/null || true' EXIT
patience=$((SECONDS + 60))
until url=$(sed -n 's:^ *API *\(http.*\)/api$:\1:p' "$run/stack.log") && [ -n "$url" ]; do
  { kill -0 "$stack" 2>/dev/null && [ "$SECONDS" -lt "$patience" ]; } || { cat "$run/stack.log" >&2; exit 1; }
  sleep 0.2
done

# It keeps files of its own where it runs.
status=0
(
  cd "$run"
  export PERENNIAL_URL=$url PERENNIAL_COUNTS=$run/counts.json
  export PYTHONPATH=$contract PYTHONDONTWRITEBYTECODE=1 SCHEMATHESIS_HOOKS=hooks
  "$venv/bin/schemathesis" --config-file "$contract/schemathesis.toml" run "$top/docs/openapi.yaml" --url "$url" \
    --max-examples "${EXAMPLES:-150}" ${SEED:+--seed "$SEED"} --no-color
) > "$run/schemathesis.log" 2>&1 || status=$?
[ "$status" = 0 ] || sed -nE '/= (FAILURES|ERRORS) =/,$p' "$run/schemathesis.log"
grep '^Seed: ' "$run/schemathesis.log" || true
"$venv/bin/python" "$contract/summary.py" "$run/counts.json" || status=1
exit "$status"
