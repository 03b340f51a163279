package io.mapiaudit.it;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints the table when all tests are done. */
public final class CrossingTablePrinter implements TestExecutionListener {

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (!CrossingTable.isEmpty()) {
      System.out.println(CrossingTable.text());
    }
  }
}
