package io.mapiaudit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints the table when the tests of a test JVM are done; what the last one prints is complete. */
public final class CrossingTablePrinter implements TestExecutionListener {

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (CrossingTable.isEmpty()) {
      return;
    }
    try {
      System.out.println(CrossingTable.text());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
