package io.mapiaudit.rules;

/**
 * Something that must not happen, recognised in the stream of calls. Rules hold no state: they are
 * shown what happens and what is known ({@link Audit}), and raise findings there.
 */
public interface Rule {

  /** Id, severity, title, sources and remedy. */
  RuleInfo info();

  /** Says which happenings this rule wants to be shown; called once. */
  void subscribe(Subscriptions on);
}
