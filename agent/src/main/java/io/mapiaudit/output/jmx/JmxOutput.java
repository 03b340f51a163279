package io.mapiaudit.output.jmx;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.Output;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardEmitterMBean;

/** Shows the audit as an MBean, in a server that is there already or that it is given. */
public final class JmxOutput implements Output {

  /** The name it has. */
  public static final String NAME = "io.mapiaudit:type=Audit";

  private static final String RUNTIME = "java.lang:type=Runtime";

  private final RecentFindings recent = new RecentFindings();
  private final ObjectName name;
  private final FindingNotifications notifications;
  private MBeanServer server;
  private boolean closed;

  public JmxOutput() {
    this.name = name(NAME);
    this.notifications = new FindingNotifications(name);
  }

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (JMException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Shows the audit in the platform's MBean server.
   *
   * @param make whether to make the server when nobody has
   * @return false when there is none
   * @throws IllegalStateException when the server refuses it; the message says why
   */
  public boolean show(AuditMXBean audit, boolean make) {
    try {
      MBeanServer found = make ? ManagementFactory.getPlatformMBeanServer() : platformServer();
      if (found != null) {
        register(found, audit);
      }
      return found != null;
    } catch (JMException | SecurityException refused) {
      throw new IllegalStateException(refused.toString(), refused);
    }
  }

  /** The platform's MBean server when somebody has made it, else null: asking makes none. */
  private static MBeanServer platformServer() {
    for (MBeanServer known : MBeanServerFactory.findMBeanServer(null)) {
      // Applications have servers of their own; this one knows the JVM.
      if (known.isRegistered(name(RUNTIME))) {
        return known;
      }
    }
    return null;
  }

  /**
   * Shows the audit in a server.
   *
   * @throws JMException when the server refuses it, for example because one of that name is there
   */
  synchronized void register(MBeanServer newServer, AuditMXBean audit) throws JMException {
    if (closed || server != null) {
      return;
    }
    Objects.requireNonNull(audit, "audit");
    newServer.registerMBean(
        new StandardEmitterMBean(audit, AuditMXBean.class, true, notifications.listeners()), name);
    server = newServer;
  }

  /** The findings that changed last, the newest first. */
  public RecentFinding[] recentFindings() {
    return recent.newestFirst();
  }

  @Override
  public void finding(Finding finding) {
    recent.add(finding);
    if (finding.suppressed() == null) {
      notifications.tell(finding);
    }
  }

  /** Takes the MBean out of the server. */
  @Override
  public void close() {
    notifications.close();
    synchronized (this) {
      closed = true;
      if (server != null) {
        try {
          server.unregisterMBean(name);
        } catch (InstanceNotFoundException goneAlready) {
          // Somebody else has taken it out.
        } catch (MBeanRegistrationException impossible) {
          throw new IllegalStateException(impossible);
        } finally {
          server = null;
        }
      }
    }
  }
}
