package io.mapiaudit.model.event;

/** The account name of a SID was looked up. */
public final class AccountNamed extends Event {

  private final String sid;
  private final String account;

  public AccountNamed(long sequence, long timeMicros, String sid, String account) {
    super(sequence, timeMicros);
    this.sid = sid;
    this.account = account;
  }

  public String sid() {
    return sid;
  }

  public String account() {
    return account;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
