package io.mapiaudit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationErrorTest extends ConfigTestBase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled=maybe | enabled: 'maybe' is not one of true, false, on, off, yes, no. Fix: choose"
            + " one of true, false, on, off, yes, no.",
        "identity.redact=hsh | identity.redact: 'hsh' is not one of none, hash. Fix: write hash.",
        "log=agnet | log: 'agnet' is not one of auto, agent, off. Fix: write agent.",
        "metrics.application=on | metrics.application: 'on' is not one of auto, off. Fix: choose"
            + " one of auto, off.",
        "threads.tasks=some | threads.tasks: 'some' is not one of off, tracked, all. Fix: choose"
            + " one of off, tracked, all.",
        "transport=rpc | transport: 'rpc' is not one of auto, rpc-http, mapi-http. Fix: choose one"
            + " of auto, rpc-http, mapi-http.",
        "release.stall=30 | release.stall: '30' has no unit. Fix: write it with its unit, as in"
            + " 30 s.",
        "release.stall=soon | release.stall: 'soon' is no duration. Fix: write a number and a unit"
            + " (ms, s, m, h, d), as in 30 s.",
        "release.stall=0 s | release.stall: '0 s' is too short. Fix: write at least 1 ms.",
        "release.stall=-5 s | release.stall: '-5 s' is too short. Fix: write at least 1 ms.",
        "sweep.modules=C:/x.dll | sweep.modules: 'C:/x.dll' is no name of a library. Fix: write file"
            + " names without folders, as in \"olmapi32, rpcrt4\".",
        "sweep.interval=1 ms | sweep.interval: '1 ms' is too short. Fix: write at least 100 ms, or"
            + " 0 to switch it off.",
        "journal.max-size=big | journal.max-size: 'big' is no size. Fix: write a number and a unit"
            + " (KiB, MiB, GiB), as in 256 MiB.",
        "journal.max-size=256 | journal.max-size: '256' (256 bytes) is too small. Fix: write at"
            + " least 1 MiB.",
        "metrics.prometheus=localhost | metrics.prometheus: 'localhost' is no host:port. Fix: write"
            + " host and a port of 1 to 65535, as in 127.0.0.1:9464, or off.",
        "metrics.prometheus=h:70000 | metrics.prometheus: 'h:70000' is no host:port. Fix: write"
            + " host and a port of 1 to 65535, as in 127.0.0.1:9464, or off.",
        "metrics.otlp=localhost:4318 | metrics.otlp: it is no http or https URL. Fix: write one as"
            + " in http://localhost:4318/v1/metrics, or off.",
        "metrics.otlp=http://me:secret@h/ | metrics.otlp: it holds credentials. Fix: write the URL"
            + " without user and password.",
        "alerts.webhook=alerts | alerts.webhook: it is no http or https URL. Fix: write one as in"
            + " http://localhost:9093/api/v2/alerts, or off.",
        "alerts.event-log=yes | alerts.event-log: 'yes' is not one of on, off, true, false. Fix:"
            + " choose one of on, off, true, false.",
        "overhead.max=5 | overhead.max: '5' is no share above 0 % and up to 100 %. Fix: write a"
            + " number and a percent sign in quotes, as in \"5 %\", or off.",
        "overhead.max=0 % | overhead.max: '0 %' is no share above 0 % and up to 100 %. Fix: write a"
            + " number and a percent sign in quotes, as in \"5 %\", or off.",
        "overhead.max=101 % | overhead.max: '101 %' is no share above 0 % and up to 100 %. Fix:"
            + " write a number and a percent sign in quotes, as in \"5 %\", or off.",
        "identity.library= | identity.library: it is empty. Fix: write a value, or leave the key"
            + " out.",
        "config=none.conf | config: the file none.conf cannot be read. Fix: name a readable HOCON"
            + " file, or leave the key out.",
        "relase.stall=1 s | relase.stall: there is no such key. Fix: write release.stall.",
        "stall=1 s | stall: there is no such key. Fix: write release.stall.",
        "mapi.audit.log=off | mapi.audit.log: there is no such key. Fix: write log.",
        "log=off,log=auto | log: it is given twice. Fix: remove one.",
        "verbose | 'verbose' is not key=value. Fix: write key=value; double a comma that belongs to"
            + " a value.",
        "=x | '=x' is not key=value. Fix: write key=value; double a comma that belongs to a value.",
      })
  void badArgument_isNamedWithItsFix(String given, String problem) {
    String source = problem.startsWith("'") ? "agent argument: " : "agent argument ";
    assertThat(problems(given)).containsExactly(source + problem);
  }

  @Test
  void unknownKey_nothingLikeIt_listsTheKeys() {
    assertThat(problems("colour=blue"))
        .singleElement()
        .asString()
        .startsWith(
            "agent argument colour: there is no such key. Fix: remove it; the keys are enab")
        .contains("suppressions");
  }

  @Test
  void problemsOfEverySource_areAllReported() throws Exception {
    file(
        "mapi.audit {",
        "  log = loud",
        "  thread.tasks = all",
        "  config = other.conf",
        "}",
        "release.stall = 1 s");
    environment.put("MAPI_AUDIT_RELEASE_STAL", "1 s");
    properties.put("mapi.audit.sweep.intervall", "1 s");

    assertThat(problems("transport=http"))
        .containsExactly(
            "system property mapi.audit.sweep.intervall: there is no such key."
                + " Fix: write mapi.audit.sweep.interval.",
            "environment variable MAPI_AUDIT_RELEASE_STAL: there is no such key."
                + " Fix: write MAPI_AUDIT_RELEASE_STALL.",
            "mapi-audit.conf:4 mapi.audit.config: a file cannot name another."
                + " Fix: write include \"file\".",
            "mapi-audit.conf:3 mapi.audit.thread.tasks: there is no such key."
                + " Fix: write mapi.audit.threads.tasks.",
            "mapi-audit.conf:6 release.stall: there is no such key."
                + " Fix: write mapi.audit.release.stall.",
            "mapi-audit.conf:2 mapi.audit.log: 'loud' is not one of auto, agent, off."
                + " Fix: choose one of auto, agent, off.",
            "agent argument transport: 'http' is not one of auto, rpc-http, mapi-http."
                + " Fix: choose one of auto, rpc-http, mapi-http.");
  }

  @Test
  void objectInPlaceOfAValue_isNamedWithItsLine() throws Exception {
    file("mapi.audit {", "  log { level = x }", "  dir = [a, b]", "}");

    assertThat(problems())
        .containsExactly(
            "mapi-audit.conf:3 mapi.audit.dir: one value is wanted, not a list."
                + " Fix: write mapi.audit.dir = value.",
            "mapi-audit.conf:2 mapi.audit.log: one value is wanted, not an object."
                + " Fix: write mapi.audit.log = value.");
  }

  @Test
  void windowsPathInAFile_unquotedOrEscaping_isExplained() throws Exception {
    String fix = "write / or \\\\ between the folders.";
    file("mapi.audit.enabled = true", "mapi.audit.dir = C:\\audit");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("mapi-audit.conf:2: ")
        .endsWith(fix);

    file("mapi.audit.dir = \"C:\\audit\"");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("mapi-audit.conf:1: ")
        .endsWith(fix);

    file("mapi.audit.dir = \"C:\\temp\"");
    assertThat(problems())
        .containsExactly(
            "mapi-audit.conf:1 mapi.audit.dir: the path holds a control character;"
                + " in HOCON quotes \\t and \\n are escapes. Fix: "
                + fix);
  }

  @Test
  void unresolvedSubstitution_isNamedWithItsLine() throws Exception {
    file("", "mapi.audit.dir = ${NO_SUCH_THING_ANYWHERE}");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("mapi-audit.conf:2: ")
        .contains("NO_SUCH_THING_ANYWHERE");
  }

  @Test
  void message_holdsEveryProblem() {
    assertThatThrownBy(() -> load("log=x,transport=y"))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageStartingWith(
            "the mapi-audit configuration has 2 problems:\n  agent argument log")
        .hasMessageContaining("\n  agent argument transport");
  }

  @Test
  void credentials_areNotRepeated() {
    assertThat(problems("metrics.otlp=http://me:secret@h/").toString()).doesNotContain("secret");
  }
}
