package io.mapiaudit.demo.binding;

/** Told of new mail, on whatever thread MAPI chooses. */
public interface MailListener {

  /** Something happened; {@code eventType} is one of MAPI's {@code fnev} values. */
  void newMail(int eventType);
}
