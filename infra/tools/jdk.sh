#!/usr/bin/env bash
# Prints the home of a JDK 25, or says in one line that there is none.
# Order: JAVA_HOME, java on the PATH, then the places where installers put JDKs.
set -uo pipefail

# A JDK states its version in a file beside bin/, which is much quicker to read than to start it.
is25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[".]' "$1/release"; }

# The home of a java command, through links and, on macOS, through its stub.
home_of() {
  local link=$1 next
  while next=$(readlink "$link"); do
    case $next in /*) link=$next ;; *) link=$(dirname "$link")/$next ;; esac
  done
  (cd "$(dirname "$link")/.." 2>/dev/null && pwd -P)
}

candidates() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  command -v java >/dev/null 2>&1 && home_of "$(command -v java)"
  [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v 25 2>/dev/null
  [ -f "$HOME/.m2/toolchains.xml" ] && sed -n 's:.*<jdkHome>\(.*\)</jdkHome>.*:\1:p' "$HOME/.m2/toolchains.xml"
  printf '%s\n' /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
}

while IFS= read -r home; do
  if is25 "$home"; then printf '%s\n' "$home"; exit 0; fi
done < <(candidates)
echo "JDK 25 not found: set JAVA_HOME to one (any vendor's)" >&2
exit 1
