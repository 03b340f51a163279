package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.binding.StandIn;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.mail.Worker;

/** What a scenario plays on: MAPI through one bridge, the stand-in's controls, a transcript. */
public final class Stage {

  private static final int DRAIN_MILLIS = 10_000;

  /** What a worker thread of a scenario does. */
  interface Part {
    void play(Transcript.Actor log) throws Exception;
  }

  private final Bridge bridge;
  private final MailApi mapi;
  private final StandIn standIn;
  private final Transcript transcript;
  private final String role;

  /**
   * A stage.
   *
   * @param role which process of the scenario this one is, "" for the one the user started
   */
  public Stage(Bridge bridge, Transcript transcript, String role) {
    this.bridge = bridge;
    this.mapi = bridge.open();
    this.standIn = StandInLibrary.bind(StandIn.class);
    this.transcript = transcript;
    this.role = role;
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

  Transcript transcript() {
    return transcript;
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
