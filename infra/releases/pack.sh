#!/usr/bin/env bash
# Packs what the functions are made of, without libraries, as the reader of a release.
set -euo pipefail
month=${1:?which release, such as 2026-12}
top=$(cd "$(dirname "$0")/../.." && pwd -P)
jdk=$("$top/infra/tools/jdk.sh")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
for module in "$top"/functions/*/target/classes; do
  [ -d "$module/dev" ] && cp -R "$module/dev" "$classes/"
done
"$jdk/bin/jar" --create --file "$top/infra/releases/$month.jar" --no-manifest --date="$month-01T00:00:00Z" -C "$classes" dev
echo "infra/releases/$month.jar"
