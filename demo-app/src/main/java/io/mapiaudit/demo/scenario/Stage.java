package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.binding.StandIn;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.mail.Worker;
import java.io.IOException;
import java.io.PrintStream;

/** What a scenario plays on: MAPI through one bridge, the stand-in's controls, a transcript. */
public final class Stage {

  private static final int DRAIN_MILLIS = 60_000;

  /** What a worker thread of a scenario does. */
  interface Part {
    void play(Transcript.Actor log) throws Exception;
  }

  private final Bridge bridge;
  private final MailApi mapi;
  private final StandIn standIn;
  private final Transcript transcript;
  private final String role;
  private final PrintStream out;

  /**
   * A stage.
   *
   * @param role which process of the scenario this one is, "" for the one the user started
   * @param out where the transcript goes
   */
  public Stage(Bridge bridge, String role, PrintStream out) {
    this.bridge = bridge;
    this.mapi = bridge.open();
    this.standIn = StandInLibrary.bind(StandIn.class);
    this.transcript = new Transcript();
    this.role = role;
    this.out = out;
  }

  Bridge bridge() {
    return bridge;
  }

  MailApi mapi() {
    return mapi;
  }

  StandIn standIn() {
    return standIn;
  }

  String role() {
    return role;
  }

  /** Prints what has been said so far. */
  public void print() {
    transcript.printTo(out);
  }

  /** Tells the process that started this one how far it got, and waits until it may go on. */
  void awaitPermission(String message) throws IOException {
    out.print(message + "\n");
    out.flush();
    if (System.in.read() < 0) {
      throw new IOException("the process that started this one is gone");
    }
  }

  Transcript.Actor actor(String name) {
    return transcript.actor(name);
  }

  /** Starts a thread that has joined MAPI, in the identity of the process, and leaves it. */
  Worker worker(String name, int initializeFlags, Part part) {
    Transcript.Actor log = transcript.actor(name);
    return Worker.start(
        name,
        () -> {
          mapi.initialize(initializeFlags);
          try {
            part.play(log);
          } finally {
            mapi.uninitialize();
          }
        });
  }

  /** Lets a message arrive and waits until every callback for it has returned. */
  void deliver(String profile) {
    standIn.MapiDemoDeliver(profile);
    if (standIn.MapiDemoDrain(DRAIN_MILLIS) == 0) {
      throw new IllegalStateException("notifications are still under way");
    }
  }
}
