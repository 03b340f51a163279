package io.mapiaudit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of who may import whom; a package that is not in the table fails too. */
class PackageTableTest {

  private static final String ROOT = "io.mapiaudit.";

  private static final JavaClasses AGENT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.mapiaudit");

  private static final String[][] TABLE = {
    {"premain", "boot"},
    {"boot"},
    {"model"},
    {"config", "model", "com.typesafe.config.."},
    {"instrument", "boot", "config", "model", "net.bytebuddy.."},
    {"identity", "model", "com.sun.jna..", "javax.crypto.."},
    {"capture", "boot", "model", "identity", "journal"},
    {"journal", "model"},
    {"rules", "model"},
    {
      "output",
      "model",
      "javax.management..",
      "com.fasterxml.jackson.core..",
      "org.slf4j..",
      "ch.qos.logback..",
      "com.sun.jna",
      "io.micrometer..",
      "javax.xml.stream.."
    },
    {"output.log", "model", "io.mapiaudit.output", "org.slf4j..", "ch.qos.logback.."},
    {"output.jsonl", "model", "io.mapiaudit.output", "com.fasterxml.jackson.core.."},
    {"output.html", "model", "io.mapiaudit.output", "com.fasterxml.jackson.core.."},
    {"output.sarif", "model", "io.mapiaudit.output", "com.fasterxml.jackson.core.."},
    {"output.junitxml", "model", "io.mapiaudit.output", "javax.xml.stream.."},
    {"output.eventlog", "model", "io.mapiaudit.output", "com.sun.jna"},
    {"output.webhook", "model", "io.mapiaudit.output"},
    {"output.metrics", "model", "io.mapiaudit.output", "io.micrometer.."},
    {
      "runtime",
      "boot",
      "model",
      "config",
      "instrument",
      "identity",
      "capture",
      "journal",
      "rules",
      "output",
      "org.slf4j.."
    },
    {
      "cli",
      "runtime",
      "config",
      "journal",
      "rules",
      "output",
      "identity",
      "model",
      "picocli..",
      "com.fasterxml.jackson.core..",
      "net.bytebuddy.agent"
    },
  };

  @TestFactory
  Stream<DynamicTest> packages_import_only_what_the_table_allows() {
    return Arrays.stream(TABLE).map(row -> DynamicTest.dynamicTest(row[0], () -> check(row)));
  }

  @Test
  void every_class_resides_in_a_package_of_the_table() {
    String[] known = Arrays.stream(TABLE).map(row -> ROOT + row[0] + "..").toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(AGENT);
  }

  private static void check(String[] row) {
    List<String> allowed = new ArrayList<>(Arrays.asList("java..", ROOT + row[0] + ".."));
    for (int i = 1; i < row.length; i++) {
      allowed.add(row[i].contains(".") ? row[i] : ROOT + row[i] + "..");
    }
    DescribedPredicate<JavaClass> allowedClasses =
        resideInAnyPackage(allowed.toArray(new String[0])).or(primitivesAndArrays());
    classes()
        .that(resideInAPackage(ROOT + row[0] + ".."))
        .should()
        .onlyDependOnClassesThat(allowedClasses)
        .because("package " + row[0] + " may use only " + allowed)
        .check(AGENT);
  }

  private static DescribedPredicate<JavaClass> primitivesAndArrays() {
    return not(resideInAPackage("..*..")).as("primitive types and their arrays");
  }
}
