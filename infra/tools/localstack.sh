#!/usr/bin/env bash
# localstack.sh install|start|stop|status: LocalStack without Docker, on 127.0.0.1:${LS_PORT:-4566}.
# Its Python packages and DynamoDB Local are kept in the cache, outside the clone; about 560 MB.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=${LS_PORT:-4566}
url=http://127.0.0.1:$port
cache=${XDG_CACHE_HOME:-$HOME/.cache}/perennial
dynamodb_local=2.6.1 # the version that this LocalStack drives; not the one that the laptop stack embeds
home=$cache/localstack-dynamodb-$dynamodb_local
run=$cache/localstack-run-$port
services=dynamodb,dynamodbstreams,ses,events,sqs,scheduler,ssm,sns,sts

say() { echo "$*" >&2; }
die() { say "localstack.sh: $*"; exit 1; }
# One line a field of the health answer: "sqs": "running"
health() { curl -fsS --max-time 5 "$url/_localstack/health" 2>/dev/null | tr ',{' '\n\n'; }
pid() { cat "$run/pid" 2>/dev/null; }
alive() { [ -n "$(pid)" ] && kill -0 "-$(pid)" 2>/dev/null; }

install() {
  jdk=$("$here/jdk.sh")
  venv=$("$here/venv.sh" "$here/localstack-requirements.txt" 3.13)
  [ -f "$home/complete" ] && return
  say "Installing DynamoDB Local $dynamodb_local into $home"
  rm -rf "$home"
  local lib=$home/lib make=$home/make
  local dynamodb=$lib/dynamodb-local/2
  mkdir -p "$lib/java" "$dynamodb" "$make"
  ln -s "$jdk" "$lib/java/21" # it looks for a Java 21 of its own; a newer JDK serves
  cat > "$make/pom.xml" <<-POM
	<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
	<groupId>make</groupId><artifactId>make</artifactId><version>1</version><dependencies><dependency>
	<groupId>com.amazonaws</groupId><artifactId>DynamoDBLocal</artifactId><version>$dynamodb_local</version>
	</dependency></dependencies></project>
	POM
  mvn -q -B -ntp -f "$make/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$dynamodb/DynamoDBLocal_lib" > "$make/log" 2>&1 || { cat "$make/log" >&2; exit 1; }
  # LocalStack starts DynamoDB Local with a Java agent that lifts the limit on indexes; one that does nothing stands in.
  echo 'public class NoAgent { public static void premain(String arguments) {} }' > "$make/NoAgent.java"
  "$jdk/bin/javac" --release 17 -d "$make/classes" "$make/NoAgent.java"
  echo 'Premain-Class: NoAgent' > "$make/agent.mf"
  "$jdk/bin/jar" cfm "$dynamodb/ddb-local-loader-0.1.jar" "$make/agent.mf" -C "$make/classes" .
  { echo 'Main-Class: com.amazonaws.services.dynamodbv2.local.main.ServerRunner'
    echo 'Class-Path: .'
    (cd "$dynamodb" && printf '  %s\n' DynamoDBLocal_lib/*.jar); } > "$make/server.mf"
  "$jdk/bin/jar" cfm "$dynamodb/DynamoDBLocal.jar" "$make/server.mf"
  rm -rf "$make"
  touch "$home/complete"
}

start() {
  alive && die "already running on port $port; stop it with: LS_PORT=$port infra/tools/localstack.sh stop"
  [ -z "$(health)" ] || die "something else answers on port $port; choose another by LS_PORT"
  install
  ln -sfn "$("$here/jdk.sh")" "$home/lib/java/21" # the JDK may have moved since the install
  rm -rf "$run"; mkdir -p "$run/fs/var/lib/localstack"
  ln -s "$home/lib" "$run/fs/var/lib/localstack/lib"
  # A session of its own, so that its process group can be ended whole: DynamoDB Local is its child.
  env -u AWS_ENDPOINT_URL -u AWS_PROFILE OVERRIDE_IN_DOCKER=0 FILESYSTEM_ROOT="$run/fs" XDG_CACHE_HOME="$run/cache" \
    GATEWAY_LISTEN="127.0.0.1:$port" LOCALSTACK_HOST="localhost:$port" SQS_ENDPOINT_STRATEGY=path \
    SERVICES="$services" STRICT_SERVICE_LOADING=1 EAGER_SERVICE_LOADING=1 \
    PROVIDER_OVERRIDE_DYNAMODB=v2 DYNAMODB_IN_MEMORY=1 \
    SKIP_SSL_CERT_DOWNLOAD=1 DISABLE_EVENTS=1 DNS_ADDRESS=0 \
    "$venv/bin/python" -c 'import os, sys; os.setsid(); os.execv(sys.executable, [sys.executable, "-m", "localstack.runtime.main"])' \
    > "$run/log" 2>&1 < /dev/null &
  echo $! > "$run/pid"
  local patience=$((SECONDS + 120))
  until grep -qs '^Ready' "$run/log"; do
    kill -0 "$(pid)" 2>/dev/null || failed "LocalStack ended while it started"
    [ "$SECONDS" -lt "$patience" ] || failed "LocalStack was not ready within 120 s"
    sleep 0.2
  done
  status > /dev/null || failed "LocalStack started, but not all of its services did"
  echo "$url"
}

failed() {
  tail -n 30 "$run/log" >&2
  stop
  die "$1; its log is $run/log"
}

# "Ready" is said before every service has proved itself: each must be there and none in error.
status() {
  local answer service
  answer=$(health) || true
  [ -n "$answer" ] || { say "nothing answers at $url"; return 1; }
  if grep -q '"error"' <<< "$answer"; then grep '"error"' <<< "$answer" >&2; return 1; fi
  for service in ${services//,/ }; do
    grep -Eq "\"$service\": *\"(running|available)\"" <<< "$answer" || { say "$service is not there"; return 1; }
  done
  echo "$url: all services are up"
}

stop() {
  alive || { rm -f "$run/pid"; return 0; }
  kill -- "-$(pid)" 2>/dev/null || true
  local patience=$((SECONDS + 10))
  while alive && [ "$SECONDS" -lt "$patience" ]; do sleep 0.1; done
  if alive; then kill -9 -- "-$(pid)"; fi
  rm -f "$run/pid"
}

case ${1:-} in
  install | start | stop | status) "$1" ;;
  *) say "usage: infra/tools/localstack.sh install|start|stop|status"; exit 2 ;;
esac
