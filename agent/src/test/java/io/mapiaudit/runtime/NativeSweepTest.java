package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.ThreadFacts;
import io.mapiaudit.identity.ThreadSource;
import io.mapiaudit.journal.JournalReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.ThreadsSwept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSweepTest {

  private static final Identity SERVICE =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 1, 0);
  private static final long MODULE = 0x6000_0000L;

  private final FakeThreads threads = new FakeThreads();
  @TempDir Path temp;
  private JournalWriter journal;
  private NativeSweep sweep;

  @BeforeEach
  void open() throws Exception {
    RunInfo run = new RunInfo(1, "h", "test", 1, SERVICE, Transport.UNKNOWN, 30);
    journal = JournalWriter.open(temp.resolve("run"), run, 4 << 20);
    sweep = new NativeSweep(threads, journal, Naming.PLAIN, Collections.singleton("exmapi32.dll"));
  }

  @Test
  void nativeThread_isToldWhenItComesAndWhenItHasGone_andNotInBetween() throws Exception {
    threads.add(10, 100, "exmapi32.dll", "");
    sweep.sweep();
    sweep.sweep();
    threads.all.remove(10L);
    sweep.sweep();
    sweep.sweep();
    List<Event> told = told();
    assertThat(told)
        .extracting(Event::getClass)
        .asString()
        .matches(".*Seen.*Swept.*Swept.*Ended.*Swept.*Swept.*");
    assertThat(told).hasSize(6);
    NativeThreadSeen seen = (NativeThreadSeen) told.get(0);
    assertThat(seen.thread().osId()).isEqualTo(10);
    assertThat(seen.thread().id()).isNegative();
    assertThat(seen.thread().name()).isEqualTo("exmapi32.dll+0x10");
    assertThat(seen.isOfMapi()).isTrue();
    assertThat(seen.bornMicros()).isEqualTo(100);
    assertThat(((NativeThreadEnded) told.get(3)).thread()).isEqualTo(seen.thread());
    assertThat(((ThreadsSwept) told.get(1)).threads()).isEqualTo(1);
    assertThat(((ThreadsSwept) told.get(4)).threads()).isZero();
  }

  @Test
  void threadsOfTheJvm_areCountedAndNotTold() throws Exception {
    threads.add(1, 1, "java.exe", "");
    threads.add(2, 1, "msvcr120.dll", "");
    threads.add(3, 1, "ucrtbase.dll", "");
    threads.add(4, 1, "jvm.dll", "");
    threads.add(5, 1, "ntdll.dll", "pool");
    sweep.sweep();
    List<NativeThreadSeen> seen = of(NativeThreadSeen.class);
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).thread().name()).isEqualTo("pool");
    assertThat(seen.get(0).isOfMapi()).isFalse();
    assertThat(of(ThreadsSwept.class).get(0).threads()).isEqualTo(5);
  }

  @Test
  void idThatIsGivenToANewThread_isAnotherThread() throws Exception {
    threads.add(10, 100, "exmapi32.dll", "");
    sweep.sweep();
    threads.add(10, 200, "ntdll.dll", "");
    sweep.sweep();
    assertThat(of(NativeThreadEnded.class)).hasSize(1);
    assertThat(of(NativeThreadSeen.class))
        .extracting(NativeThreadSeen::module)
        .containsExactly("exmapi32.dll", "ntdll.dll");
    assertThat(of(NativeThreadSeen.class))
        .extracting(event -> event.thread().id())
        .doesNotHaveDuplicates();
  }

  @Test
  void whereAThreadBegan_isAskedOnce_andItsTokenInEverySweep() throws Exception {
    threads.add(10, 100, "exmapi32.dll", "");
    sweep.sweep();
    threads.users.put(10L, alice());
    sweep.sweep();
    sweep.sweep();
    assertThat(threads.factsAsked).isEqualTo(1);
    assertThat(threads.identitiesAsked).isEqualTo(3);
    assertThat(of(NativeThreadSeen.class))
        .extracting(event -> event.identity().sid())
        .containsExactly("S-1-5-18", alice().sid());
    assertThat(of(ThreadsSwept.class))
        .extracting(ThreadsSwept::impersonating)
        .containsExactly(0L, 1L, 1L);
  }

  @Test
  void threadThatDoesNotRunYet_isAskedOnceMoreWhereItBegan() throws Exception {
    threads.add(10, 100, "", "");
    threads.facts.put(10L, new ThreadFacts(0, "", 0));
    sweep.sweep();
    threads.add(10, 100, "exmapi32.dll", "");
    sweep.sweep();
    sweep.sweep();
    assertThat(threads.factsAsked).isEqualTo(2);
    assertThat(of(NativeThreadSeen.class))
        .extracting(NativeThreadSeen::module)
        .containsExactly("exmapi32.dll");
  }

  @Test
  void threadWithoutAStartAddress_isToldAllTheSame() throws Exception {
    threads.add(10, 100, "", "");
    threads.facts.put(10L, new ThreadFacts(0, "", 0));
    sweep.sweep();
    sweep.sweep();
    sweep.sweep();
    assertThat(threads.factsAsked).isEqualTo(2);
    assertThat(of(NativeThreadSeen.class)).hasSize(1);
  }

  @Test
  void threadWhoseTokenCannotBeRead_isToldOnceItCan() throws Exception {
    threads.add(10, 100, "exmapi32.dll", "");
    threads.users.put(10L, Identity.unknown(Identity.Source.THREAD));
    sweep.sweep();
    Map<String, Object> fields = new LinkedHashMap<>();
    sweep.describe(fields);
    assertThat(fields).containsEntry("unreadable", 1L).containsEntry("nativeThreads", 0);
    threads.users.remove(10L);
    sweep.sweep();
    assertThat(of(NativeThreadSeen.class)).hasSize(1);
  }

  @Test
  void afterStartingOver_everyThreadIsToldAnew() throws Exception {
    threads.add(10, 100, "exmapi32.dll", "");
    sweep.sweep();
    sweep.startOver();
    sweep.sweep();
    assertThat(of(NativeThreadSeen.class)).hasSize(2);
    assertThat(of(NativeThreadEnded.class)).isEmpty();
  }

  private static Identity alice() {
    return new Identity(
        "S-1-5-21-1-2-3-1001", Identity.Source.THREAD, Identity.Level.IMPERSONATION, 2, 2, 0);
  }

  private <E extends Event> List<E> of(Class<E> type) throws Exception {
    List<E> events = new ArrayList<>();
    for (Event event : told()) {
      if (type.isInstance(event)) {
        events.add(type.cast(event));
      }
    }
    return events;
  }

  private List<Event> told() throws Exception {
    journal.close();
    List<Event> events = new ArrayList<>();
    try (JournalReader reader =
        JournalReader.open(
            temp.resolve("run"),
            problem -> {
              throw new AssertionError(problem);
            })) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events.subList(1, events.size() - 1);
  }

  /** Threads that a test makes. */
  private static final class FakeThreads implements ThreadSource {
    private final Map<Long, Long> all = new LinkedHashMap<>();
    private final Map<Long, ThreadFacts> facts = new LinkedHashMap<>();
    private final Map<Long, Identity> users = new LinkedHashMap<>();
    private final Map<Long, String> descriptions = new LinkedHashMap<>();
    private int factsAsked;
    private int identitiesAsked;

    void add(long osId, long born, String module, String description) {
      all.put(osId, born);
      facts.put(osId, new ThreadFacts(MODULE + 0x10, module, MODULE));
      descriptions.put(osId, description);
    }

    @Override
    public void list(Visitor visitor) {
      all.forEach(visitor::thread);
    }

    @Override
    public Optional<ThreadFacts> facts(long osId) {
      factsAsked++;
      return Optional.of(facts.get(osId));
    }

    @Override
    public String description(long osId) {
      return descriptions.get(osId);
    }

    @Override
    public Identity identity(long osId) {
      identitiesAsked++;
      return users.getOrDefault(osId, SERVICE);
    }
  }
}
