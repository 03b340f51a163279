package io.mapiaudit.output.jmx;

import io.mapiaudit.model.Finding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/**
 * Tells JMX listeners of findings, when one is raised and when its count reaches a power of ten.
 * Listeners are called on a thread that exists only while there is something to tell: what they do
 * holds nobody up. What they are too slow for is dropped, the oldest first.
 */
final class FindingNotifications {

  /** Followed by the rule. */
  static final String TYPE = "mapi-audit.finding.";

  private static final int MAX_WAITING = 1_000;
  private static final int MAX_REMEMBERED = 10_000;
  private static final long CLOSE_SECONDS = 2;

  private final ObjectName source;
  private final ThreadPoolExecutor thread;
  private final NotificationBroadcasterSupport listeners;
  private final Map<String, Long> told = new LinkedHashMap<>();
  private long sequence;

  FindingNotifications(ObjectName source) {
    this.source = source;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            CLOSE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            FindingNotifications::newThread,
            new ThreadPoolExecutor.DiscardOldestPolicy());
    thread.allowCoreThreadTimeOut(true);
    MBeanNotificationInfo info =
        new MBeanNotificationInfo(
            new String[] {TYPE + "<rule>"},
            Notification.class.getName(),
            "a finding was raised, or its count has reached a power of ten");
    this.listeners = new NotificationBroadcasterSupport(thread, info);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "mapi-audit-jmx");
    thread.setDaemon(true);
    return thread;
  }

  NotificationBroadcasterSupport listeners() {
    return listeners;
  }

  /** Called by one thread. */
  void tell(Finding finding) {
    Long before = told.get(finding.fingerprint());
    if (!isPowerOfTen(finding.count()) || (before != null && before >= finding.count())) {
      return;
    }
    if (told.size() >= MAX_REMEMBERED && before == null) {
      told.remove(told.keySet().iterator().next());
    }
    told.put(finding.fingerprint(), finding.count());
    Notification notification =
        new Notification(
            TYPE + finding.rule(),
            source,
            ++sequence,
            finding.lastSeenMicros() / 1_000,
            finding.message());
    notification.setUserData(data(finding));
    listeners.sendNotification(notification);
  }

  private static Map<String, String> data(Finding finding) {
    RecentFinding shown = new RecentFinding(finding);
    Map<String, String> data = new HashMap<>();
    data.put("rule", shown.getRule());
    data.put("severity", shown.getSeverity());
    data.put("fingerprint", shown.getFingerprint());
    data.put("count", String.valueOf(shown.getCount()));
    data.put("expected", shown.getExpected());
    data.put("actual", shown.getActual());
    data.put("thread", shown.getThread());
    return data;
  }

  private static boolean isPowerOfTen(long count) {
    long rest = count;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }

  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
