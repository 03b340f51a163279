package io.mapiaudit.automation;

import java.util.Locale;

/** What the programs do. Their output names nothing that differs from run to run. */
final class Scenarios {

  private static final String ALICE = "S-1-5-21-1004336348-1177238915-682003330-1001";
  private static final String BOB = "S-1-5-21-1004336348-1177238915-682003330-1002";

  private Scenarios() {}

  static void play(String scenario, Bridge bridge) {
    switch (scenario) {
      case "service-account":
        // First: jna-platform's Factory may hang, without an agent too, once objects were disposed
        // of.
        bridge.others().forEach(Scenarios::say);
        poll(bridge, bridge.session("MAPI.Session"));
        poll(bridge, bridge.session("Redemption.RDOSession"));
        poll(bridge, bridge.outlook());
        break;
      case "async-notifications":
        impersonated(bridge, bridge.session("Redemption.RDOSession"));
        break;
      case "async-notifications-cdo":
        impersonated(bridge, bridge.session("MAPI.Session"));
        break;
      case "async-notifications-outlook":
        impersonated(bridge, bridge.outlook());
        break;
      case "two-users":
        twoUsers(bridge);
        break;
      case "hand-over":
        handOver(bridge);
        break;
      default:
        throw new IllegalArgumentException("unknown scenario '" + scenario + "'");
    }
  }

  private static void poll(Bridge bridge, Bridge.Mail mail) {
    mail.listen(event -> say("event " + event));
    mail.logon("service");
    say("logged on: " + mail.isLoggedOn());
    bridge.deliver("service");
    say("mails: " + mail.count());
    mail.logoff();
    mail.quit();
    mail.release();
  }

  private static void impersonated(Bridge bridge, Bridge.Mail mail) {
    bridge.impersonate(ALICE);
    say("calls run as " + name(bridge.whoAmI()));
    mail.logon("alice");
    mail.listen(event -> say("event " + event));
    say("mails: " + mail.count());
    bridge.deliver("alice");
    say("mails: " + mail.count());
    mail.logoff();
    mail.quit();
    mail.release();
    bridge.revert();
  }

  private static void twoUsers(Bridge bridge) {
    Bridge.Mail alice = bridge.session("MAPI.Session");
    Bridge.Mail bob = bridge.session("MAPI.Session");
    bridge.impersonate(ALICE);
    alice.logon("alice");
    bridge.impersonate(BOB);
    bob.logon("bob");
    say("mails of bob: " + bob.count());
    bob.logoff();
    bob.release();
    bridge.impersonate(ALICE);
    alice.logoff();
    alice.release();
    bridge.revert();
  }

  /** The calling thread impersonates, and knows nothing of the thread that makes the calls. */
  private static void handOver(Bridge bridge) {
    CallerToken token = CallerToken.of(ALICE);
    try {
      Bridge.Mail mail = bridge.session("MAPI.Session");
      mail.logon("alice");
      say("calls run as " + name(bridge.whoAmI()));
      mail.logoff();
      mail.release();
    } finally {
      token.revert();
    }
  }

  static void say(String line) {
    System.out.println(line);
  }

  private static String name(String sid) {
    return sid.equals(ALICE) ? "alice" : sid.equals(BOB) ? "bob" : sid.toLowerCase(Locale.ROOT);
  }
}
