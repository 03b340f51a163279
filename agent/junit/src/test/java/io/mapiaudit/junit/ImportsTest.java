package io.mapiaudit.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;

class ImportsTest {

  @Test
  void ofTheAgentAndItsLibraries_nothingIsUsed() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.mapiaudit.junit", "org.junit..", "org.opentest4j")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.mapiaudit.junit"));
  }

  @Test
  void everyKey_isOnThePage_andInTheReferenceConfiguration() throws Exception {
    String page = read("../src/main/docs/operations/testing.md");
    String reference = read("../src/main/resources/mapi-audit.conf");

    for (String key : new String[] {"suite", "fail-on", "agent", "wait", "unavailable"}) {
      assertThat(page).contains("`junit." + key + "`");
      assertThat(reference).contains("\n  junit." + key + " = ");
    }
  }

  private static String read(String file) throws Exception {
    return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8);
  }
}
