package dev.perennial.domain;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The domain decides: no AWS, no clock, no chance, no I/O. */
class ArchitectureTest {
  private static final JavaClasses DOMAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.perennial.domain");

  /** Writing JSON into a String declares an IOException, which is no I/O. */
  private static final Set<String> HARMLESS =
      Set.of(
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.io.StringWriter",
          "java.io.Writer",
          "java.io.Serializable");

  @Test
  void roomsHaveNoCycles() {
    slices().matching("dev.perennial.domain.(*)..").should().beFreeOfCycles().check(DOMAIN);
  }

  /** What every room shares knows none of them, and what lists them all is known by none. */
  @Test
  void theLedgerKnowsNoRoomAndNoRoomKnowsTheRoot() {
    noClasses()
        .that()
        .resideInAPackage("dev.perennial.domain.ledger")
        .should()
        .dependOnClassesThat(
            describe(
                "are of a room",
                used ->
                    used.getPackageName().startsWith("dev.perennial.domain.")
                        && !used.getPackageName().matches(".*[.](ledger|money)")))
        .check(DOMAIN);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.perennial.domain.rooms")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.perennial.domain.rooms")
        .check(DOMAIN);
  }

  @Test
  void noAws() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk..", "com.amazonaws..")
        .check(DOMAIN);
  }

  @Test
  void noClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethodWhere(
            target(
                describe(
                    "now() of java.time",
                    called ->
                        called.getName().equals("now")
                            && Set.of(
                                    Instant.class.getName(),
                                    LocalDate.class.getName(),
                                    LocalDateTime.class.getName(),
                                    OffsetDateTime.class.getName(),
                                    YearMonth.class.getName(),
                                    ZonedDateTime.class.getName())
                                .contains(called.getOwner().getName()))))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(DOMAIN);
  }

  @Test
  void noChance() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Random|UUID|SplittableRandom)|java\\.security\\.SecureRandom"
                + "|java\\.util\\.concurrent\\.ThreadLocalRandom")
        .check(DOMAIN);
  }

  @Test
  void noInputOrOutput() {
    noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "do I/O",
                used ->
                    (used.getPackageName().equals("java.io") && !HARMLESS.contains(used.getName()))
                        || used.getPackageName().startsWith("java.nio.file")
                        || used.getPackageName().startsWith("java.nio.channels")
                        || (used.getPackageName().startsWith("java.net")
                            && !used.getName().equals("java.net.IDN")) // letters alone
                        || used.getPackageName().startsWith("java.sql")))
        .check(DOMAIN);
  }

  @Test
  void noEnvironmentAndNoThreads() {
    noClasses()
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(DOMAIN);
  }
}
