package io.mapiaudit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedNamingTest {

  private static final String ALICE = "S-1-5-21-1004336348-1177238915-682003330-1001";

  private final Naming naming = new HashedNaming(salt("0123456789abcdef0123456789abcdef"));

  @Test
  void a_sid_is_the_first_64_bits_of_its_keyed_hash() {
    // printf %s "$SID" | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    assertThat(naming.sid(ALICE)).isEqualTo("h-b600c1b0097fd418");
    assertThat(naming.account(ALICE, "CORP\\Alice")).isEqualTo("name-d42f67e94ac3fc7a");
  }

  @Test
  void two_sids_are_shown_alike_exactly_when_they_are_the_same() {
    Set<String> shown = new HashSet<>();
    IntStream.range(0, 50_000).forEach(n -> shown.add(naming.sid("S-1-5-21-1-2-3-" + n)));

    assertThat(shown).hasSize(50_000).contains(naming.sid("S-1-5-21-1-2-3-0"));
  }

  @Test
  void another_salt_gives_other_hashes() {
    Naming other = new HashedNaming(salt("fedcba9876543210fedcba9876543210"));

    assertThat(other.sid(ALICE)).isNotEqualTo(naming.sid(ALICE));
  }

  @Test
  void the_account_of_a_hashed_sid_can_still_be_asked_for_in_this_process() {
    assertThat(naming.sidBehind(naming.sid(ALICE))).isEqualTo(ALICE);
    assertThat(naming.sidBehind("h-0000000000000000")).isNull();
    assertThat(naming.sidBehind("S-1-5-18")).isEqualTo("S-1-5-18");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"S-1-0-0", "S-1-1-0", "S-1-5-7", "S-1-5-18", "S-1-5-19", "S-1-5-20", "unknown"})
  void accounts_of_no_person_stay_readable(String sid) {
    assertThat(naming.sid(sid)).isEqualTo(sid);
    assertThat(naming.account(sid, "NT AUTHORITY\\SYSTEM")).isEqualTo("NT AUTHORITY\\SYSTEM");
  }

  @Test
  void a_profile_is_the_same_in_any_case_as_it_is_for_mapi() {
    assertThat(naming.profile("Alice"))
        .isEqualTo(naming.profile("ALICE"))
        .startsWith("name-")
        .doesNotContainIgnoringCase("alice");
    assertThat(naming.profile(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "main",
        "Thread-12",
        "Timer-0",
        "pool-3-thread-17",
        "ForkJoinPool.commonPool-worker-3",
        "ForkJoinPool-1-worker-2",
        "JNA Cleaner"
      })
  void thread_names_of_the_jdk_stay_readable(String name) {
    assertThat(naming.thread(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alice", "CORP\\alice-worker", "main alice", "pool-1-thread-1 alice", "Thread-a"})
  void any_other_thread_name_may_hold_a_users_and_is_hashed(String name) {
    assertThat(naming.thread(name)).matches("name-[0-9a-f]{16}");
  }

  private static byte[] salt(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
