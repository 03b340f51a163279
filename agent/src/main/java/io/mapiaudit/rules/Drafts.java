package io.mapiaudit.rules;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills findings with what is known, and completes their account names at the end. */
final class Drafts {

  private Drafts() {}

  static Finding.Builder of(Audit audit, RuleInfo rule) {
    return new Finding.Builder(rule.id(), rule.severity())
        .remedy(rule.remedy())
        .help(rule.help())
        .process(audit.run(), audit.name(audit.processIdentity()));
  }

  static Finding.Builder of(Audit audit, RuleInfo rule, Call call) {
    Finding.Builder draft =
        of(audit, rule)
            .thread(call.thread().info(), call.thread().creator())
            .operation(new Finding.Operation(call.entryPoint(), call.formattedResult()))
            .actual(audit.name(call.identity()))
            .stack(call.evidence());
    Session session = call.session();
    if (session != null) {
      withSession(draft, audit, session);
    } else if (call.identity().isImpersonating() && call.thread().tokenOrigin() != null) {
      draft.originStack(call.thread().tokenOrigin().stack());
    }
    return draft;
  }

  static void withSession(Finding.Builder draft, Audit audit, Session session) {
    draft
        .session(
            new Finding.Session(
                Long.toString(session.number()),
                session.bridge(),
                audit.name(session.identity()),
                session.logon().thread().info().name(),
                session.isLive()))
        .expected(audit.name(session.identity()))
        .logonStack(session.logonStack())
        .originStack(session.tokenOrigin() == null ? Stack.EMPTY : session.tokenOrigin().stack());
  }

  /** The finding with account names that were not known yet when it was raised. */
  static Finding complete(Audit audit, Finding finding) {
    List<NamedIdentity> named = new ArrayList<>();
    named.add(finding.processIdentity());
    named.add(finding.expected());
    named.add(finding.actual());
    List<Finding.Related> related = new ArrayList<>();
    for (Finding.Related other : finding.related()) {
      named.add(other.identity());
      related.add(
          new Finding.Related(
              other.thread(), rename(audit, other.identity()), other.role(), other.stack()));
    }
    Finding.Builder builder = finding.toBuilder();
    Finding.Session session = finding.session();
    if (session != null) {
      named.add(session.identity());
      builder.session(
          new Finding.Session(
              session.id(),
              session.bridge(),
              rename(audit, session.identity()),
              session.logonThread(),
              session.live()));
    }
    String message = finding.message();
    for (NamedIdentity old : named) {
      message = named(audit, message, old);
    }
    return builder
        .message(message)
        .process(finding.run(), rename(audit, finding.processIdentity()))
        .expected(rename(audit, finding.expected()))
        .actual(rename(audit, finding.actual()))
        .related(related)
        .build();
  }

  private static NamedIdentity rename(Audit audit, NamedIdentity old) {
    return old == null ? null : audit.name(old.identity());
  }

  private static String named(Audit audit, String message, NamedIdentity old) {
    if (old == null || !old.account().equals(NamedIdentity.UNKNOWN_ACCOUNT)) {
      return message;
    }
    String name = audit.name(old.identity()).toString();
    // Whole SIDs only: one can be the beginning of another. Named ones stand in parentheses.
    return message.replaceAll(
        "(?<![(\\w-])" + Pattern.quote(old.identity().sid()) + "(?![\\w-])",
        Matcher.quoteReplacement(name));
  }
}
