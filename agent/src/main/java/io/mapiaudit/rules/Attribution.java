package io.mapiaudit.rules;

/** How the sessions of a notification were found; the earlier the constant the surer. */
public enum Attribution {
  /** The callback named its sink. */
  SINK("by its advise sink"),
  /** The callback named an object of the session. */
  OBJECT("by the handle it was given"),
  /** By the context value given when the sink was created. */
  CONTEXT("by the context value of its advise sink"),
  /** By the callback object that was registered. */
  CALLBACK("by its callback object"),
  /** Not at all: any live session may be meant. */
  ANY_LIVE("to no session in particular; every live session was considered");

  private final String phrase;

  Attribution(String phrase) {
    this.phrase = phrase;
  }

  /** Completes the sentence "the notification was attributed …". */
  public String phrase() {
    return phrase;
  }

  public boolean isCertain() {
    return this != ANY_LIVE;
  }
}
