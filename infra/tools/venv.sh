#!/usr/bin/env bash
# venv.sh REQUIREMENTS VERSION...: prints the folder of a virtual environment that holds exactly the pinned
# REQUIREMENTS, made by the first Python of the VERSIONs that is here. It lives in the cache, keyed by the
# pins, so it outlives the clone and a changed pin makes a new one.
set -euo pipefail
requirements=$1; shift

python=
for version; do
  for candidate in "python$version" "$HOME"/.pyenv/versions/"$version".*/bin/python; do
    # pyenv's shims are on the PATH for versions that are not selected too: only a run tells.
    [ "$("$candidate" -c 'import sys, venv; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$version" ] &&
      python=$candidate && break 2
  done
done
[ -n "$python" ] || { echo "Python $(printf '%s' "$*" | sed 's/ / or /g') not found: install one, or one by pyenv" >&2; exit 1; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/perennial
key=$(cksum < "$requirements" | tr ' ' '-')
venv=$cache/$(basename "$requirements" -requirements.txt)-py$version-$key
if [ ! -f "$venv/complete" ]; then
  echo "Installing $(grep -c == "$requirements") pinned packages of ${requirements##*/} into $venv" >&2
  rm -rf "$venv"; mkdir -p "$cache"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check --no-deps -r "$requirements" >&2
  touch "$venv/complete"
fi
printf '%s\n' "$venv"
