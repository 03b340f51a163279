package io.mapiaudit.demo.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.jna.Library;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BridgeTest {

  /** Controls that only tests use. */
  @SuppressWarnings("MemberName")
  public interface Counters extends Library {
    int MapiDemoLiveObjects();
  }

  private final StandIn standIn = StandInLibrary.bind(StandIn.class);
  private final Counters counters = StandInLibrary.bind(Counters.class);

  @ParameterizedTest
  @EnumSource(Bridge.class)
  void aMailboxOpenedPolledAndClosed_leavesNoObjectBehind(Bridge bridge) throws Exception {
    MailApi mapi = bridge.open();
    String profile = "leaks " + bridge.label();
    BlockingQueue<Integer> events = new LinkedBlockingQueue<>();

    mapi.initialize(MailApi.MULTITHREAD_NOTIFICATIONS);
    long session = mapi.logon(profile);
    long store = mapi.openStore(session);
    long connection = mapi.advise(store, events::add);
    standIn.MapiDemoDeliver(profile);
    Integer event = events.poll(10, TimeUnit.SECONDS);
    mapi.unadvise(store, connection);
    int messages = mapi.countMessages(store);
    int referencesLeft = mapi.release(store);
    mapi.logoff(session);
    mapi.deleteProfile(profile);
    mapi.uninitialize();

    assertThat(event).isEqualTo(2);
    assertThat(messages).isEqualTo(1);
    assertThat(referencesLeft).isZero();
    assertThat(counters.MapiDemoLiveObjects()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Bridge.class)
  void connectFlagsOfANewOrKnownProfile_keepNotificationsAway(Bridge bridge) {
    MailApi mapi = bridge.open();
    String profile = "quiet " + bridge.label();
    mapi.initialize(MailApi.MULTITHREAD_NOTIFICATIONS);
    mapi.setConnectFlags(profile, 0);
    mapi.setConnectFlags(profile, MailApi.CONNECT_NO_NOTIFICATIONS);
    long session = mapi.logon(profile);
    long store = mapi.openStore(session);
    long connection = mapi.advise(store, event -> {});

    int queued = standIn.MapiDemoDeliver(profile);

    mapi.unadvise(store, connection);
    mapi.release(store);
    mapi.logoff(session);
    mapi.uninitialize();
    assertThat(queued).isZero();
    assertThat(counters.MapiDemoLiveObjects()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Bridge.class)
  void aFailure_carriesResultAndLastError(Bridge bridge) {
    MailApi mapi = bridge.open();
    mapi.initialize(0);
    long session = mapi.logon("network " + bridge.label());
    long store = mapi.openStore(session);

    standIn.MapiDemoFailNetwork(1);
    MapiException failure =
        catchThrowableOfType(MapiException.class, () -> mapi.countMessages(store));

    mapi.release(store);
    mapi.logoff(session);
    mapi.uninitialize();
    assertThat(failure.result()).isEqualTo(0x80040115);
    assertThat(failure.lastError()).isEqualTo(1722);
    assertThat(failure).hasMessageContaining("0x80040115 MAPI_E_NETWORK_ERROR");
  }

  @ParameterizedTest
  @EnumSource(Bridge.class)
  void logonWithoutInitialize_isRefused(Bridge bridge) {
    MailApi mapi = bridge.open();

    assertThatThrownBy(() -> mapi.logon("nobody"))
        .isInstanceOf(MapiException.class)
        .hasMessageContaining("MAPI_E_NOT_INITIALIZED");
  }
}
