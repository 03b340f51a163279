package io.mapiaudit.output.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.SampleFindings;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.InstanceAlreadyExistsException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JmxOutputTest {

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final JmxOutput output = new JmxOutput();
  private final BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();

  /** Shows nothing but the recent findings. */
  private AuditMXBean bean() {
    return (AuditMXBean)
        Proxy.newProxyInstance(
            AuditMXBean.class.getClassLoader(),
            new Class<?>[] {AuditMXBean.class},
            (proxy, method, arguments) ->
                method.getName().equals("getRecentFindings") ? output.recentFindings() : null);
  }

  private ObjectName register() throws Exception {
    ObjectName name = new ObjectName(JmxOutput.NAME);
    output.register(server, bean());
    server.addNotificationListener(name, (n, handback) -> notifications.add(n), null, null);
    return name;
  }

  private static Finding counted(long count) {
    return SampleFindings.complete().count(count).build();
  }

  @AfterEach
  void close() {
    output.close();
  }

  @Test
  void aFinding_isToldWhenItIsNewAndAtPowersOfTen() throws Exception {
    register();

    for (long count : new long[] {1, 1, 7, 10, 100, 100, 100, 312}) {
      output.finding(counted(count));
    }

    List<Object> counts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Notification told = notifications.poll(60, TimeUnit.SECONDS);
      assertThat(told.getType()).isEqualTo("mapi-audit.finding." + counted(1).rule());
      assertThat(told.getMessage()).isEqualTo(counted(1).message());
      counts.add(((Map<?, ?>) told.getUserData()).get("count"));
    }
    output.close();
    assertThat(counts).containsExactly("1", "10", "100");
    assertThat(notifications).isEmpty();
  }

  @Test
  void aSuppressedFinding_isShownAndNotTold() throws Exception {
    ObjectName name = register();

    output.finding(counted(1).toBuilder().suppressed("known").build());
    Object shown = server.getAttribute(name, "RecentFindings");
    output.close();

    assertThat((Object[]) shown).hasSize(1);
    assertThat(notifications).isEmpty();
  }

  @Test
  void theLatestHundred_areShownOnceEach() throws Exception {
    register();
    for (int i = 0; i < 150; i++) {
      output.finding(counted(1).toBuilder().fingerprint("f" + i).build());
    }
    output.finding(counted(10).toBuilder().fingerprint("f60").build());

    RecentFinding[] shown = output.recentFindings();

    assertThat(shown).hasSize(100);
    assertThat(shown[0].getFingerprint()).isEqualTo("f60");
    assertThat(shown[0].getCount()).isEqualTo(10);
    assertThat(shown[99].getFingerprint()).isEqualTo("f50");
  }

  @Test
  void aListenerThatBlocks_holdsNobodyUp() throws Exception {
    ObjectName name = new ObjectName(JmxOutput.NAME);
    output.register(server, bean());
    Object forever = new Object();
    server.addNotificationListener(
        name,
        (n, handback) -> {
          synchronized (forever) {
            try {
              while (!Thread.currentThread().isInterrupted()) {
                forever.wait();
              }
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
          }
        },
        null,
        null);

    for (int i = 0; i < 5_000; i++) {
      output.finding(counted(1).toBuilder().fingerprint("f" + i).build());
    }
    output.close();

    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  void anotherOfThatName_isNotReplacedNorTakenOut() throws Exception {
    register();
    JmxOutput second = new JmxOutput();

    assertThatThrownBy(() -> second.register(server, bean()))
        .isInstanceOf(InstanceAlreadyExistsException.class);
    second.close();

    assertThat(server.isRegistered(new ObjectName(JmxOutput.NAME))).isTrue();
  }

  @Test
  void nothingButOpenTypes_goesOut() throws Exception {
    ObjectName name = register();

    List<String> types = new ArrayList<>();
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      types.add(attribute.getType());
    }

    assertThat(types).isNotEmpty().noneMatch(type -> type.contains("mapiaudit"));
  }
}
