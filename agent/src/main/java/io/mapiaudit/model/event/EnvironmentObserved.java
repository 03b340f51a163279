package io.mapiaudit.model.event;

/** A fact about the process or machine that rules depend on became known. */
public final class EnvironmentObserved extends Event {

  /**
   * Followed by a SID: the value {@code MapiHttpDisabled} in the registry hive of that user, {@code
   * 0}, {@code 1} or {@link #ABSENT}.
   */
  public static final String MAPI_HTTP_DISABLED = "MapiHttpDisabled/";

  /**
   * Followed by a lower-case file name: file version of a loaded module, {@code 6.5.8190.0}, or
   * {@code unknown}.
   */
  public static final String MODULE_VERSION = "module/";

  /**
   * Followed by a profile's name: PR_PROFILE_CONNECT_FLAGS as the registry has it, {@code 0x20}.
   */
  public static final String PROFILE_CONNECT_FLAGS = "profile/";

  /** How long a release may take from now on, in microseconds: it was changed in a run. */
  public static final String RELEASE_STALL = "setting/release.stall";

  /** A test begins: its number, a blank, and Java's number of the thread it begins on. */
  public static final String TEST_BEGUN = "test/begun";

  /** A test has ended: its number. */
  public static final String TEST_ENDED = "test/ended";

  /** A test waits until everything before this is judged: the number of its question. */
  public static final String TEST_ASKED = "test/asked";

  /** Value of a registry entry that does not exist. */
  public static final String ABSENT = "absent";

  private final String key;
  private final String value;

  public EnvironmentObserved(long sequence, long timeMicros, String key, String value) {
    super(sequence, timeMicros);
    this.key = key;
    this.value = value;
  }

  /** One of the constants of this class with what follows it. */
  public String key() {
    return key;
  }

  public String value() {
    return value;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
