package io.mapiaudit.demo.security;

/** The users whose mailboxes the middleware polls. */
public enum DemoUser {
  ALICE("alice", 1001),
  BOB("bob", 1002);

  private final String label;
  private final String sid;

  DemoUser(String label, int relativeId) {
    this.label = label;
    this.sid = "S-1-5-21-1004336348-1177238915-682003330-" + relativeId;
  }

  /** The name used for mailboxes and in transcripts. */
  public String label() {
    return label;
  }

  /** The account, {@code CORP\alice}. */
  public String account() {
    return "CORP\\" + label;
  }

  /** The SID as text. */
  public String sid() {
    return sid;
  }
}
