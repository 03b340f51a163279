package io.mapiaudit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryPointReaderTest extends ConfigTestBase {

  @Test
  void appendedObjects_areReadInOrder() throws Exception {
    file(
        "mapi.audit.entry-points += { class = \"com.acme.mapi.Native\", method = \"logon\",",
        "  kind = logon, session = return, profile = arg0, flags = arg2 }",
        "mapi.audit.entry-points += { class = \"com.acme.mapi.Native\", method = \"open\",",
        "  kind = open, session = arg0, object = return, descriptor = \"(J[Ljava/lang/String;I)J\" }",
        "mapi.audit.entry-points += { class = \"com.acme.Sink$Inner\", method = \"onNotify\",",
        "  kind = notification, session = arg0, result = hresult }");

    AgentConfig config = load();

    assertThat(config.entryPoints())
        .extracting(EntryPointDefinition::toString)
        .containsExactly(
            "logon com.acme.mapi.Native.logon",
            "open com.acme.mapi.Native.open(J[Ljava/lang/String;I)J",
            "notification com.acme.Sink$Inner.onNotify");
    EntryPointDefinition logon = config.entryPoints().get(0);
    assertThat(logon.kind()).isEqualTo(Kind.LOGON);
    assertThat(logon.session()).isEqualTo(Operand.RETURN);
    assertThat(logon.object()).isEqualTo(Operand.NONE);
    assertThat(logon.profile()).isEqualTo(Operand.argument(0));
    assertThat(logon.flags()).isEqualTo(Operand.argument(2));
    assertThat(logon.result()).isEqualTo(ResultType.HANDLE);
    assertThat(logon.descriptor()).isEmpty();
    assertThat(logon.source()).isEqualTo(folder.resolve("mapi-audit.conf") + ":1");
    EntryPointDefinition open = config.entryPoints().get(1);
    assertThat(open.object()).isEqualTo(Operand.RETURN);
    assertThat(open.session().argumentIndex()).hasValue(0);
    assertThat(config.entryPoints().get(2).result()).isEqualTo(ResultType.HRESULT);
  }

  @Test
  void textOfAnotherSource_isReadAsHocon() throws Exception {
    AgentConfig config =
        load("entry-points=[{class=a.B,,method=release,,kind=release,,session=arg1}]");

    assertThat(config.entryPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.session()).isEqualTo(Operand.argument(1));
              assertThat(point.result()).isEqualTo(ResultType.NONE);
              assertThat(point.source()).isEqualTo("agent argument");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method = m, kind = call | class: it is missing. Fix: add class = ....",
        "class = \"a b\", method = m, kind = call | class: 'a b' is not a class name. Fix: write a"
            + " class name, as in com.acme.Outer$Inner.",
        "class = A, method = \"m()\", kind = call | method: 'm()' is not a method name. Fix: write"
            + " a method name, as in logon.",
        "class = A, method = m, kind = logn | kind: 'logn' is not one of initialize, uninitialize,"
            + " logon, logoff, open, advise, unadvise, release, notification, profile-delete,"
            + " profile-flags, impersonate, revert, call. Fix: write logon.",
        "class = A, method = m, kind = call, sesion = arg0 | sesion: there is no such field. Fix:"
            + " write session.",
        "class = A, method = m, kind = release, session = return | session: only a call of kind"
            + " logon returns a session. Fix: write the argument that holds it, as in arg0.",
        "class = A, method = m, kind = logon, object = return | object: only a call of kind open"
            + " returns an object. Fix: write the argument that holds it, as in arg0.",
        "class = A, method = m, kind = logon, profile = return | profile: it is never returned."
            + " Fix: write the argument that holds it, as in arg0.",
        "class = A, method = m, kind = call, session = 0 | session: '0' names no argument. Fix:"
            + " write arg0, arg1, ... or none.",
        "class = A, method = m, kind = call, session = arg2, descriptor = \"(J[[I)V\" | session:"
            + " the method (J[[I)V has no arg2. Fix: count from arg0, the first after this.",
        "class = A, method = m, kind = call, descriptor = \"(long)\" | descriptor: '(long)' is not"
            + " a JVM method descriptor. Fix: write a JVM method descriptor, as in (JI)J.",
        "class = A, method = m, kind = logon, session = return, result = hresult | result: the"
            + " call returns a handle, it cannot return a result too. Fix: write handle.",
        "class = A, method = m, kind = call, result = long | result: 'long' is not one of hresult,"
            + " simple-mapi, count, bool, handle, none. Fix: choose one of hresult, simple-mapi,"
            + " count, bool, handle, none.",
        "class = A, method = [m], kind = call | method: one value is wanted, not a list. Fix: write"
            + " mapi.audit.entry-points[0].method = value.",
      })
  void badField_isNamedWithItsLineAndFix(String fields, String problem) throws IOException {
    file("mapi.audit.entry-points += {", fields, "}");

    assertThat(problems())
        .singleElement()
        .asString()
        .matches("(?s)mapi-audit.conf:\\d .*")
        .endsWith(" mapi.audit.entry-points[0]." + problem);
  }

  @Test
  void notAList_andNotAnObject_areReported() throws Exception {
    assertThat(problems("entry-points={"))
        .singleElement()
        .asString()
        .startsWith("agent argument entry-points: it is no HOCON list. Fix: write [{ class");
    assertThat(problems("entry-points=logon"))
        .singleElement()
        .asString()
        .startsWith("agent argument entry-points: a list of objects is wanted.");
    file("mapi.audit.entry-points = [logon]");
    assertThat(problems(null))
        .singleElement()
        .asString()
        .startsWith("mapi-audit.conf:1 mapi.audit.entry-points[0]: an object is wanted.");
  }

  @Test
  void sameMethodTwice_isReported_butNotItsOverloads() throws Exception {
    String start = "{ class = A, method = m, kind = call";
    file("mapi.audit.entry-points = [", start + " },", start + " }", "]");
    assertThat(problems())
        .containsExactly(
            "mapi-audit.conf:3 mapi.audit.entry-points[1]: A.m is declared twice."
                + " Fix: remove one, or tell them by descriptor.");

    file(
        "mapi.audit.entry-points = [",
        start + ", descriptor = \"()V\" },",
        start + ", descriptor = \"(I)V\" }",
        "]");
    assertThat(load().entryPoints()).hasSize(2);
  }
}
