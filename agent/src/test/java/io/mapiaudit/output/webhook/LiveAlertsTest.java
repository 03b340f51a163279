package io.mapiaudit.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.SampleFindings;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LiveAlertsTest {

  private final LiveAlerts alerts = new LiveAlerts(2);

  @Test
  void later_state_takes_the_place_of_an_earlier_one() {
    alerts.put(finding("a", 1));
    alerts.put(finding("a", 10));

    assertThat(alerts.unsent(9)).singleElement().returns(10L, e -> e.finding().count());
  }

  @Test
  void what_changed_while_it_was_sent_stays_to_be_sent() {
    alerts.put(finding("a", 1));
    List<LiveAlerts.Entry> batch = alerts.unsent(9);
    alerts.put(finding("a", 10));

    alerts.sent(batch);

    assertThat(alerts.unsent(9)).singleElement().returns(10L, e -> e.finding().count());
    alerts.sent(alerts.unsent(9));
    assertThat(alerts.hasUnsent()).isFalse();
  }

  @Test
  void renewal_has_all_sent_again() {
    alerts.put(finding("a", 1));
    alerts.put(finding("b", 1));
    alerts.sent(alerts.unsent(9));

    alerts.renew();

    assertThat(fingerprints()).containsExactly("a", "b");
  }

  @Test
  void the_oldest_give_way_and_are_counted_unless_they_were_sent() {
    alerts.put(finding("a", 1));
    alerts.sent(alerts.unsent(9));
    alerts.put(finding("b", 1));
    alerts.put(finding("c", 1));
    assertThat(alerts.dropped()).isZero();

    alerts.put(finding("d", 1));

    assertThat(alerts.dropped()).isEqualTo(1);
    assertThat(fingerprints()).containsExactly("c", "d");
  }

  private List<String> fingerprints() {
    return alerts.unsent(9).stream()
        .map(entry -> entry.finding().fingerprint())
        .collect(Collectors.toList());
  }

  private static Finding finding(String fingerprint, long count) {
    return SampleFindings.complete().fingerprint(fingerprint).count(count).build();
  }
}
