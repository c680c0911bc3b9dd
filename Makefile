# What a developer types; `make help` lists it. Maven stays silent but for warnings, errors and what tests say.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
ORACLE := .perennial/oracle
ORDERS := data/online-retail/online_retail.csv.gz
.PHONY: bench growth cold contract coverage oracle help playbooks reader releases run test privacy soak simulate it lint build e2e e2e-permissions format clean why dry-run

# Maven runs on the JDK 25 that the toolchain would pick anyway, so that one line tells when there is none.
JDK = home=$$(infra/tools/jdk.sh) && export JAVA_HOME="$$home" \
  MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $${MAVEN_OPTS:-}"
LOG := -Dorg.slf4j.simpleLogger.
MVN = $(JDK) && mvn -B -ntp $(LOG)defaultLogLevel=warn
# Modules that don't know each other are built and tested side by side. Maven would warn at each of them that the plugin
# which finds the JDK is not marked as safe for that: it writes what it found once, in the top module, before all others.
SIDE_BY_SIDE := -T 2 $(LOG)log.org.apache.maven.lifecycle.internal.builder.BuilderCommon=error
UNIT_TESTS_SPEAK := $(LOG)log.org.apache.maven.plugin.surefire.SurefireMojo=info
INTEGRATION_TESTS_SPEAK := $(LOG)log.org.apache.maven.plugin.failsafe.IntegrationTestMojo=info

# What ./perennial runs, made anew only when a source is younger.
BUILT := infra/laptop/target/built
# What sam deploys: the functions' zips, made anew likewise.
ZIPPED := infra/laptop/target/zipped
SOURCES := pom.xml docs/openapi.yaml $(shell find functions infra/build infra/*/pom.xml infra/*/src programme -name target -prune -o -type f -print 2>/dev/null)

help: ## this list
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 17

run: $(BUILT) ## a real shop's orders through the handlers, then the pages (CI=true ends after the summary)
	@./perennial run

$(BUILT): $(SOURCES)
	@echo "Building what ./perennial runs"
	@$(MVN) $(SIDE_BY_SIDE) package -Dmaven.test.skip=true -Dexec.skip=true -Denforcer.skip=true
	@touch $@

test: ## formatting, compiler checks, unit tests, the functions' zips and their rules
	@$(MVN) $(SIDE_BY_SIDE) $(UNIT_TESTS_SPEAK) verify
	@touch $(BUILT) $(ZIPPED)

soak: ## a crash before and after every single call of 200 orders; about an hour (FROM=3 TO=7 lives days 3 to 6)
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl infra/shop-tests -am -Dtest=EveryCrashTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.crash=all $(if $(FROM),-Dperennial.crash.from=$(FROM)) $(if $(TO),-Dperennial.crash.to=$(TO))

privacy: ## the year lived by canaries: nothing personal in logs, events, queues or errors
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl infra/shop-tests -am -Dtest=CanaryTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.privacy.until=2011-12-10

releases: ## 1,000 random customers, each written by the last release and today's in turn
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl infra/shop-tests -am -Dtest=TwoReleasesTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.releases.histories=$(or $(HISTORIES),1000)

reader: ## packs the functions' own classes as infra/releases/MONTH.jar, for later releases to be tried against (MONTH=2026-12)
	@$(MVN) $(SIDE_BY_SIDE) package -Dmaven.test.skip=true -Dexec.skip=true -Denforcer.skip=true
	@infra/releases/pack.sh $(MONTH)

simulate: ## 10,000 random histories of a customer, 200 steps each (SEED=1 begins there; HISTORIES=1000 lives as many)
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl functions/domain -am -Dtest=SimulatedHistoriesTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.simulate.histories=$(or $(HISTORIES),10000) -Dperennial.simulate.seed=$(or $(SEED),1)

why: ## 10,000 made-up customers: which clause kept them out and when they enter, held against living on (CUSTOMERS=1000; SEED=1 begins there)
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl functions/domain -am -Dtest=ForeseenTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.why.customers=$(or $(CUSTOMERS),10000) -Dperennial.simulate.seed=$(or $(SEED),1)

dry-run: ## a quarter of the demonstration's orders tried and then lived, line by line (FROM=2011-03-01 UNTIL=2011-05-31)
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl infra/laptop -am -Dtest='DryRunTest#itsLinesAreThoseOfTheSameTimeLived' \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.dry-run.real=true \
	  -Dperennial.dry-run.from=$(or $(FROM),2011-03-01) -Dperennial.dry-run.until=$(or $(UNTIL),2011-05-31)

playbooks: ## all playbooks on for the whole year: nobody mailed after a no, in quiet hours, over a cap (UNTIL=2011-03-31)
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl infra/shop-tests -am -Dtest=PlaybooksTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.playbooks.until=$(or $(UNTIL),2011-12-09) -Dperennial.playbooks.one-in=1

coverage: ## 200,000 made-up tests with a known effect: how often intervals hold it, and false alarms (RUNS=20000; SEED=1 begins there)
	@$(MVN) $(UNIT_TESTS_SPEAK) test -Dexec.skip=true -pl functions/domain -am -Dtest=SimulatedTestsTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.measure.runs=$(or $(RUNS),200000) -Dperennial.measure.seed=$(or $(SEED),1)

mutation: ## nightly: how many mutants of domain, stored forms and mail the tests kill (OF=dev.perennial.domain.mail.* for a few)
	@$(MVN) -Pmutation test-compile org.pitest:pitest-maven:mutationCoverage -Dexec.skip=true \
	  -pl functions/domain,functions/storage,functions/runtime,functions/mail $(if $(OF),'-Dmutated=$(OF)')

it: ## the integration suite, on LocalStack (or on AWS_ENDPOINT_URL when that is set)
	@export PERENNIAL_REQUIRE_ENDPOINT=1 AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test; \
	unset AWS_PROFILE AWS_SESSION_TOKEN; \
	if [ -z "$${AWS_ENDPOINT_URL:-}" ]; then \
	  AWS_ENDPOINT_URL=$$(infra/tools/localstack.sh start); export AWS_ENDPOINT_URL; \
	  trap 'infra/tools/localstack.sh stop' EXIT; \
	fi; \
	$(MVN) $(INTEGRATION_TESTS_SPEAK) -Pit verify -DskipUnitTests -Dexec.skip=true -pl infra/shop-tests -am

contract: $(BUILT) ## generated calls, right and wrong, against docs/openapi.yaml (EXAMPLES=1500 for over 10,000)
	@infra/tools/schemathesis.sh

bench: ## how fast purchases are decided and journeys taken on, by one core (units and seconds of a year: make run prints them)
	@$(MVN) -Dsurefire.failIfNoSpecifiedTests=false test -Dexec.skip=true -pl functions/purchases,functions/campaigns -am -Dtest='DecideBench,JourneysBench'

growth: ## units and milliseconds of a daily buyer's purchase and history pages, and of the 1,000th refund
	@$(MVN) -Dsurefire.failIfNoSpecifiedTests=false test -Dexec.skip=true -pl infra/bench -am -Dtest=GrowthBench

cold: ## how long each function takes to start, and to answer first and later, primed and not
	@$(MVN) $(SIDE_BY_SIDE) package -DskipTests
	@infra/bench/cold.sh

oracle: $(BUILT) ## a year with edits, refunds and rewards lived, and every answer and balance recomputed in SQL
	@python3 -m unittest discover -q -s infra/oracle
	@rm -rf $(ORACLE) && mkdir -p $(dir $(ORACLE))
	@python3 infra/oracle/live.py $(ORDERS) --data $(ORACLE) > $(ORACLE).answers
	@./perennial check --data $(ORACLE)
	@./perennial export --data $(ORACLE) | python3 infra/oracle/recompute.py $(ORDERS) \
	  --until 2012-02-01 --answers $(ORACLE).answers --compare -
	@rm -rf $(ORACLE) $(ORACLE).answers

lint: ## the SAM CLI and cfn-lint over template.yaml
	@infra/tools/lint-template.sh

build: ## the zip of every function, ready for sam deploy
	@$(MVN) $(SIDE_BY_SIDE) package -DskipTests
	@touch $(BUILT) $(ZIPPED)
	@ls functions/*/target/function.zip

$(ZIPPED): $(SOURCES)
	@echo "Building the functions' zips"
	@$(MVN) $(SIDE_BY_SIDE) package -DskipTests
	@touch $(BUILT) $@

e2e: $(ZIPPED) ## deploys template.yaml to an emulator of AWS and uses the shop from outside
	@infra/e2e/run.sh e2e
	@infra/e2e/run.sh guide

e2e-permissions: $(ZIPPED) ## takes each permission from each role and shows what then fails; ten minutes
	@infra/e2e/run.sh permissions

format: ## formats all Java
	@$(MVN) -N process-sources -Dformat=apply

clean: ## away with everything built here; the tools in the cache stay
	@$(JDK) && mvn -q -B clean
