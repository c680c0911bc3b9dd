#!/usr/bin/env bash
# Prints the folder that holds AWS's own runtime interface client for Java, with what it needs: what runs a
# zip on Lambda's managed runtime. It comes through Maven and is kept in the cache, outside the clone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=2.9.0
home=${XDG_CACHE_HOME:-$HOME/.cache}/perennial/runtime-client-$version

if [ ! -f "$home/complete" ]; then
  echo "Installing the Lambda runtime interface client $version into $home" >&2
  JAVA_HOME=$("$here/jdk.sh"); export JAVA_HOME
  rm -rf "$home"; mkdir -p "$home/make"
  cat > "$home/make/pom.xml" <<-POM
	<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
	<groupId>make</groupId><artifactId>make</artifactId><version>1</version><dependencies><dependency>
	<groupId>com.amazonaws</groupId><artifactId>aws-lambda-java-runtime-interface-client</artifactId>
	<version>$version</version></dependency></dependencies></project>
	POM
  mvn -q -B -ntp -f "$home/make/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.10.0:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$home" > "$home/make/log" 2>&1 || { cat "$home/make/log" >&2; exit 1; }
  # Left to itself each JVM unpacks its native part to one shared temporary file, and two that start at once crash.
  (cd "$home" && "$JAVA_HOME/bin/jar" xf "aws-lambda-java-runtime-interface-client-$version.jar" jni)
  rm -rf "$home/make"
  touch "$home/complete"
fi
printf '%s\n' "$home"
