package io.mapiaudit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Writes the table anew whenever a test class is done; the build prints it at its end. */
public final class CrossingTableWriter implements TestExecutionListener {

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (CrossingTable.isEmpty()) {
      return;
    }
    try {
      Files.writeString(Path.of("target/crossing-table.txt"), CrossingTable.text());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
