package io.mapiaudit.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows SIDs and names as keyed hashes (HMAC-SHA-256, the first 64 bits in hexadecimal). When a
 * hash cannot be made, nothing is shown: the exception keeps the event from being recorded.
 */
public final class HashedNaming implements Naming {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHOWN_BYTES = 8;
  private static final String SID_PREFIX = "h-";
  private static final String NAME_PREFIX = "name-";

  /** Remembered per table; beyond it all are forgotten and hashed again. */
  private static final int MAX_REMEMBERED = 10_000;

  /**
   * Accounts that every Windows has and no person: nobody, everyone, anonymous, SYSTEM, LOCAL
   * SERVICE, NETWORK SERVICE (MS-DTYP 2.4.2.4).
   */
  private static final Set<String> NOBODY_IN_PERSON =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "S-1-0-0", "S-1-1-0", "S-1-5-7", "S-1-5-18", "S-1-5-19", "S-1-5-20", "unknown")));

  /** Names that the JDK gives by itself; any other may hold a user's. */
  private static final Pattern JDK_THREAD =
      Pattern.compile(
          "|main|(Thread|Timer)-\\d+|pool-\\d+-thread-\\d+"
              + "|ForkJoinPool(\\.commonPool|-\\d+)-(worker|delayScheduler)(-\\d+)?"
              + "|CompletableFutureDelayScheduler|(AWT-|Java2D )[A-Za-z]+(-\\d+)?"
              + "|Finalizer|Reference Handler|Common-Cleaner|DestroyJavaVM|JNA Cleaner"
              + "|HTTP-Dispatcher|process reaper");

  private final Mac mac;
  private final Map<String, String> hashes = new ConcurrentHashMap<>();
  private final Map<String, String> sids = new ConcurrentHashMap<>();

  /**
   * A naming.
   *
   * @param salt the secret; who has it can find out whose a hash is
   */
  public HashedNaming(byte[] salt) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException("this JVM cannot make hashes", everyJvmHasIt);
    }
    // What the first one loads must not be loaded by a thread of the application.
    hash("");
  }

  /** Whether this is how a hashed SID is shown. */
  public static boolean isHashed(String sid) {
    return sid.startsWith(SID_PREFIX);
  }

  @Override
  public String sid(String sid) {
    if (NOBODY_IN_PERSON.contains(sid)) {
      return sid;
    }
    String shown = SID_PREFIX + remembered(sid);
    if (sids.size() >= MAX_REMEMBERED) {
      sids.clear();
    }
    sids.putIfAbsent(shown, sid);
    return shown;
  }

  @Override
  public String sidBehind(String shown) {
    return NOBODY_IN_PERSON.contains(shown) ? shown : sids.get(shown);
  }

  @Override
  public String account(String sid, String account) {
    return NOBODY_IN_PERSON.contains(sid) ? account : name(account);
  }

  @Override
  public String profile(String name) {
    return name == null ? null : name(name);
  }

  @Override
  public String thread(String name) {
    return JDK_THREAD.matcher(name).matches() ? name : name(name);
  }

  /** Windows and MAPI do not tell the case of names apart. */
  private String name(String name) {
    return NAME_PREFIX + remembered(name.toLowerCase(Locale.ROOT));
  }

  private String remembered(String text) {
    String known = hashes.get(text);
    if (known != null) {
      return known;
    }
    String hash = hash(text);
    if (hashes.size() >= MAX_REMEMBERED) {
      hashes.clear();
    }
    hashes.put(text, hash);
    return hash;
  }

  private String hash(String text) {
    byte[] result;
    synchronized (mac) {
      // An error in the middle of an earlier one may have left something behind.
      mac.reset();
      result = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
    StringBuilder hex = new StringBuilder(2 * SHOWN_BYTES);
    for (int i = 0; i < SHOWN_BYTES; i++) {
      hex.append(Character.forDigit((result[i] >> 4) & 0xF, 16));
      hex.append(Character.forDigit(result[i] & 0xF, 16));
    }
    return hex.toString();
  }
}
