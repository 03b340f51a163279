package io.mapiaudit.benchmarks.journal;

import java.io.IOException;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

/** Events of the JDK's Flight Recorder, without stacks; the JVM adds the time and the thread. */
final class JfrEvents implements Appender {

  /** What a call of the journal holds. */
  @StackTrace(false)
  static final class Called extends Event {
    int identity;
    int entryPoint;
    int stack;
    long object;
    long argument;
    long context;
  }

  private final Recording recording = new Recording();

  JfrEvents() throws IOException {
    recording.enable(Called.class).withoutThreshold().withoutStackTrace();
    recording.setMaxSize(64L << 20);
    recording.start();
  }

  @Override
  public OfThread ofThread() {
    return number -> {
      Called event = new Called();
      event.identity = 2;
      event.entryPoint = 3;
      event.stack = 4;
      event.object = number;
      event.argument = 6;
      event.context = 7;
      event.commit();
    };
  }

  @Override
  public void close() {
    recording.close();
  }
}
