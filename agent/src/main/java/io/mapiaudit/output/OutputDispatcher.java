package io.mapiaudit.output;

import io.mapiaudit.model.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Passes findings on to several outputs, in order, none of which can stop the others. */
public final class OutputDispatcher implements Output {

  private final List<Output> outputs;
  private final Consumer<Throwable> failures;

  /**
   * A dispatcher.
   *
   * @param outputs are closed with the dispatcher; the list is copied
   * @param failures is given whatever an output throws
   */
  public OutputDispatcher(List<? extends Output> outputs, Consumer<Throwable> failures) {
    this.outputs = Collections.unmodifiableList(new ArrayList<>(outputs));
    this.failures = Objects.requireNonNull(failures, "failures");
  }

  @Override
  public void finding(Finding finding) {
    forEach(output -> output.finding(finding));
  }

  @Override
  public void close() {
    forEach(Output::close);
  }

  private void forEach(Consumer<Output> action) {
    for (Output output : outputs) {
      try {
        action.accept(output);
      } catch (Throwable failure) {
        report(failure);
      }
    }
  }

  private void report(Throwable failure) {
    try {
      failures.accept(failure);
    } catch (Throwable ignored) {
      // Who is told of failures must not stop the remaining outputs either.
    }
  }
}
