package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorLedgerTest {

  private final ErrorLedger ledger = new ErrorLedger();

  @Test
  void accept_keeps_an_error_thrown_at_one_place_once_with_a_count() {
    for (int i = 0; i < 3; i++) {
      ledger.accept(new IllegalStateException("number " + i));
    }

    assertThat(ledger.entries()).hasSize(1);
    assertThat(ledger.entries().get(0).count()).isEqualTo(3);
    assertThat(ledger.entries().get(0).first()).hasMessage("number 0");
    assertThat(ledger.total()).isEqualTo(3);
  }

  @Test
  void accept_tells_types_and_places_apart() {
    ledger.accept(new IllegalStateException());
    ledger.accept(new IllegalStateException());
    ledger.accept(new IllegalArgumentException());

    assertThat(ledger.entries()).hasSize(3);
  }

  @Test
  void accept_stays_bounded_but_counts_on() {
    for (int i = 0; i < 500; i++) {
      Exception error = new Exception();
      error.setStackTrace(
          new StackTraceElement[] {new StackTraceElement("C", "m" + i, "C.java", i)});
      ledger.accept(error);
    }

    assertThat(ledger.entries()).hasSize(100);
    assertThat(ledger.total()).isEqualTo(500);
  }
}
