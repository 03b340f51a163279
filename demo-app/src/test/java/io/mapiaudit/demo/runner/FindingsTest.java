package io.mapiaudit.demo.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

  @TempDir Path dir;

  @Test
  void ruleRaisedMoreThanOnce_countsWithItsHighestSeverity() throws Exception {
    assertThat(
            read("{\"rule\":\"profile-deleted-in-use\",\"severity\":\"high\"}\n"
                    + "{\"rule\":\"profile-deleted-in-use\",\"severity\":\"critical\"}\n"
                    + "{\"rule\":\"profile-deleted-in-use\",\"severity\":\"high\"}\n")
                .rules())
        .containsExactly(entry("profile-deleted-in-use", Severity.CRITICAL));
  }

  @Test
  void nestedObjectsAndArrays_doNotConfuse() throws Exception {
    assertThat(
            read("{\"schema\":1,\"stack\":[{\"rule\":\"frame\"},[1]],\"rule\":\"r\","
                    + "\"message\":\"\\\"rule\\\":\\\"x\\\"\",\"severity\":\"low\"}")
                .rules())
        .containsExactly(entry("r", Severity.LOW));
  }

  @Test
  void findingsWithinOneDocument_areFound() throws Exception {
    assertThat(read("{\"findings\":[{\"rule\":\"r\",\"severity\":\"low\"}],\"events\":7}").rules())
        .containsExactly(entry("r", Severity.LOW));
  }

  @Test
  void lineThatWasCutOffByAKill_isLeftOut() throws Exception {
    assertThat(
            read("{\"rule\":\"r\",\"severity\":\"low\"}\n{\"rule\":\"s\",\"severity\":\"hi")
                .rules())
        .containsOnlyKeys("r");
  }

  @Test
  void runFolders_areThoseWithRunJson() throws Exception {
    Files.createFile(Files.createDirectories(dir.resolve("2-b")).resolve("run.json"));
    Files.createFile(Files.createDirectories(dir.resolve("1-a")).resolve("run.json"));
    Files.createDirectories(dir.resolve("other"));

    assertThat(Findings.in(dir).runs()).containsExactly(dir.resolve("1-a"), dir.resolve("2-b"));
  }

  private Findings read(String text) throws Exception {
    Path file = dir.resolve("findings.jsonl");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return Findings.inFile(file);
  }
}
