package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that are compared by the benchmarks have to be alike. */
class LargeJournalTest {

  private static final int EVENTS = 10_000;

  @TempDir Path folder;

  /** How often each thing was done, by whom, and at which place of the program. */
  private Map<String, Integer> calls(String name, String... shape) throws Exception {
    Path run = folder.resolve(name);
    List<String> arguments = new ArrayList<>();
    arguments.add(run.toString());
    arguments.add(String.valueOf(EVENTS));
    arguments.addAll(Arrays.asList(shape));
    LargeJournal.main(arguments.toArray(new String[0]));
    List<JournalProblem> problems = new ArrayList<>();
    Map<String, Integer> calls = new TreeMap<>();
    List<Event> events = Samples.read(run, problems);
    for (Event event : events) {
      if (event instanceof CallEntered) {
        CallEntered call = (CallEntered) event;
        String what = call.entryPoint() + " " + call.text() + " " + call.stack().frames().get(0);
        calls.merge(what, 1, Integer::sum);
      }
    }
    assertThat(problems).isEmpty();
    assertThat(events).hasSize(EVENTS);
    return calls;
  }

  @Test
  void sessions_at_once_or_one_after_another_are_the_same_calls() throws Exception {
    Map<String, Integer> atOnce = calls("at-once", "opened=300");
    assertThat(atOnce).isEqualTo(calls("in-turn", "opened=300", "live=1"));
    assertThat(atOnce.keySet()).filteredOn(what -> what.contains("live-")).hasSize(300);
  }

  @Test
  void notifications_come_at_the_same_places_whoever_they_run_as() throws Exception {
    Map<String, Integer> astray = calls("astray", "places=1000", "astray=1");
    assertThat(astray).isEqualTo(calls("straight", "places=1000", "astray=1000000"));
    assertThat(astray.keySet())
        .filteredOn(what -> what.contains("OnNotify"))
        .hasSizeGreaterThan(300);
  }
}
