package io.mapiaudit.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mapiaudit.model.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputDispatcherTest {

  private final List<Throwable> failures = new ArrayList<>();
  private final Recording recording = new Recording();
  private final Finding finding = SampleFindings.bare().build();

  @Test
  void failing_output_stops_no_other_and_is_reported() {
    Error failure = new StackOverflowError();
    OutputDispatcher dispatcher =
        new OutputDispatcher(Arrays.asList(new Failing(failure), recording), failures::add);

    dispatcher.finding(finding);
    dispatcher.close();

    assertThat(recording.findings).containsExactly(finding);
    assertThat(recording.closed).isOne();
    assertThat(failures).containsExactly(failure, failure);
  }

  @Test
  void failing_report_stops_no_output_either() {
    OutputDispatcher dispatcher =
        new OutputDispatcher(
            Arrays.asList(new Failing(new IllegalStateException()), recording),
            failure -> {
              throw new IllegalArgumentException(failure);
            });

    assertThatCode(() -> dispatcher.finding(finding)).doesNotThrowAnyException();

    assertThat(recording.findings).containsExactly(finding);
  }

  private static final class Recording implements Output {
    private final List<Finding> findings = new ArrayList<>();
    private int closed;

    @Override
    public void finding(Finding finding) {
      findings.add(finding);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private static final class Failing implements Output {
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public void finding(Finding finding) {
      fail();
    }

    @Override
    public void close() {
      fail();
    }

    private void fail() {
      if (failure instanceof Error) {
        throw (Error) failure;
      }
      throw (RuntimeException) failure;
    }
  }
}
