package io.mapiaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.EntryPointDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoverCommandTest extends CommandLineTestBase {

  /** A wrapper as they usually look. */
  static final class Wrapper {
    static native int initialize(int flags);

    static native long logon(String profile, String password, int flags);

    static native long openStore(long session);

    static native int advise(long store, Sink sink);

    static native int countMessages(long store);

    static native int release(long object);

    static native boolean impersonate(long token);

    static native void revertToSelf();

    static native int deleteProfile(String name);

    static native int lastError();

    static native void zlibInflate(long stream);

    private Wrapper() {}
  }

  /** What the wrapper calls back. */
  interface Sink {
    void changed(long session, int event);
  }

  /** Its implementations are meant with it. */
  static final class SinkOfProgram implements Sink {
    @Override
    public void changed(long session, int event) {}
  }

  /** Native code that is nobody's MAPI. */
  static final class Unrelated {
    static native long open(String path, int flags);

    static native void release(long handle);

    private Unrelated() {}
  }

  /** Two exports, and a function of another library. */
  @SuppressWarnings("MemberName")
  interface Exports extends Library {
    int MAPIInitialize(Pointer init);

    int AcmeMapiPoll(Pointer session);

    int puts(String text);
  }

  /** Direct mapping. */
  @SuppressWarnings("MemberName")
  static final class Direct {
    static native boolean RevertToSelf();

    static void bind() {
      Native.register(Direct.class, "advapi32");
    }

    private Direct() {}
  }

  @TempDir Path folder;
  private Path program;

  @BeforeEach
  void folderOfProgram() throws IOException {
    program = Files.createDirectory(folder.resolve("program"));
  }

  @Test
  void nativeMethods_areConfigurationThatLoads() throws Exception {
    put(Wrapper.class, Sink.class, SinkOfProgram.class, Unrelated.class);

    assertThat(run("discover", program.toString())).isZero();

    assertThat(err()).isEmpty();
    assertThat(loaded())
        .containsExactlyInAnyOrder(
            "initialize Wrapper.initialize(I)I - flags:0 HRESULT",
            "logon Wrapper.logon(Ljava/lang/String;Ljava/lang/String;I)J return profile:0 flags:2 HANDLE",
            "open Wrapper.openStore(J)J 0 NONE",
            "advise Wrapper.advise(JL" + Sink.class.getName().replace('.', '/') + ";)I 0 NONE",
            "call Wrapper.countMessages(J)I 0 HRESULT",
            "release Wrapper.release(J)I 0 COUNT",
            "impersonate Wrapper.impersonate(J)Z - BOOL",
            "revert Wrapper.revertToSelf()V - NONE",
            "profile-delete Wrapper.deleteProfile(Ljava/lang/String;)I - profile:0 HRESULT",
            "notification Sink.changed(JI)V 0 NONE");
  }

  @Test
  void jna_isListedAsComments() throws Exception {
    put(Exports.class, Direct.class);

    assertThat(run("discover", program.toString())).isZero();

    assertThat(loaded()).isEmpty();
    assertThat(out())
        .contains("Exports.MAPIInitialize (initialize, jna): ", "AcmeMapiPoll (call, jna): ")
        .contains("Direct.RevertToSelf (revert, jna-direct): ")
        .contains("# Seen without configuration.", "declare the methods that call it")
        .doesNotContain("puts");
  }

  @Test
  void comBridges_areListedByWhatTheyMake() throws Exception {
    write("A.class", user("app/A", "com/jacob/com/Dispatch", "Redemption.RDOSession"));
    write("B.class", user("app/B", "com4j/COM4J", "{3FA7DEB3-6438-101B-ACC1-00AA00423326}"));
    write("C.class", user("app/C", "com/jacob/com/Dispatch", "Excel.Application"));
    write("D.class", user("app/D", "java/lang/foreign/Linker", "MAPILogonEx"));

    assertThat(run("discover", program.toString())).isZero();

    assertThat(out())
        .contains("# app.A (jacob): makes or uses objects of Redemption.RDOSession")
        .contains("# app.B (com4j): makes or uses objects of MAPI.Session ({3FA7DEB3-")
        .contains("# app.D (ffm): names MAPILogonEx")
        .doesNotContain("app.C");
  }

  @Test
  void archivesInArchives_andOtherReleases_areRead_eachMethodOnce() throws Exception {
    byte[] wrapper = bytes(Wrapper.class);
    byte[] library =
        zip("a/Wrapper.class", wrapper, "META-INF/versions/11/a/Wrapper.class", wrapper);
    byte[] fat =
        zip("BOOT-INF/lib/wrapper.jar", library, "BOOT-INF/classes/S.class", bytes(Sink.class));
    Path ear = folder.resolve("app.ear");
    Files.write(ear, zip("app.war", fat));

    assertThat(run("discover", ear.toString())).isZero();

    assertThat(loaded()).hasSize(10);
    assertThat(out())
        .contains("# " + ear + "!/app.war!/BOOT-INF/lib/wrapper.jar!/a/Wrapper.class\n");
  }

  @Test
  void whatCannotBeRead_isNamedAndPassedOver() throws Exception {
    byte[] broken = bytes(Wrapper.class);
    for (int i = 10; i < broken.length; i++) {
      broken[i] = (byte) 0xEE;
    }
    write("Broken.class", broken);
    write("Text.class", "no class".getBytes(StandardCharsets.US_ASCII));
    write("empty.jar", new byte[0]);
    write("fat.jar", zip("lib/bad.jar", new byte[] {1, 2, 3}, "W.class", bytes(Wrapper.class)));

    assertThat(run("discover", program.toString())).isEqualTo(10);

    assertThat(err()).hasLineCount(4).contains(" is passed over: ");
    assertThat(err()).contains("Broken.class", "Text.class", "empty.jar", "fat.jar!/lib/bad.jar");
    assertThat(loaded()).contains("release Wrapper.release(J)I 0 COUNT");
  }

  @Test
  void nothing_isSaid() throws Exception {
    assertThat(run("discover", program.toString())).isZero();
    put(Unrelated.class);
    assertThat(run("discover", program.toString())).isZero();

    assertThat(out())
        .isEqualTo(
            "# No class file was found there, so nothing can be said.\n"
                + "# Nothing in 1 class files looks like MAPI or impersonation.\n");
  }

  @Test
  void json_hasEveryField() throws Exception {
    put(Wrapper.class, Exports.class);

    assertThat(run("discover", "--json", program.toString())).isZero();

    assertThat(out())
        .startsWith("[{\"class\":\"")
        .contains("Wrapper\",\"method\":\"openStore\",\"descriptor\":\"(J)J\",\"kind\":\"open\",")
        .contains(
            "\"session\":\"arg0\"", "\"bridge\":\"jni\",\"needsConfiguration\":true,\"file\":\"")
        .contains("\"bridge\":\"jna\",\"needsConfiguration\":false");
  }

  @Test
  void namesThatConfigurationCannotHave_areComments_othersAreEscaped() throws Exception {
    write("K.class", natives("app/mapi/K", "logon-impl", "logön"));

    assertThat(run("discover", program.toString())).isZero();

    assertThat(out()).contains("# its name cannot be written in configuration: ", "log\\u00f6n");
    assertThat(loaded()).hasSize(1).allMatch(line -> line.contains("K.logön()V"));
  }

  @Test
  void wrongUse_isTold() {
    assertThat(run("discover")).isEqualTo(2);
    assertThat(run("discover", folder.resolve("missing.jar").toString())).isEqualTo(10);
    assertThat(err()).contains("missing.jar does not exist. Fix: name the jars");
  }

  /** The entry points in what was printed, as the agent would load them. */
  private List<String> loaded() throws Exception {
    Path file = folder.resolve("mapi-audit.conf");
    Files.write(file, out().getBytes(StandardCharsets.UTF_8));
    AgentConfig config =
        AgentConfig.load(null, Collections.emptyMap(), Collections.emptyMap(), folder);
    return config.entryPoints().stream()
        .map(DiscoverCommandTest::text)
        .collect(Collectors.toList());
  }

  private static String text(EntryPointDefinition entry) {
    String name = entry.className().replaceAll(".*[.$]", "");
    String session =
        entry.session().isReturn()
            ? "return"
            : entry.session().argumentIndex().isPresent()
                ? "" + entry.session().argumentIndex().getAsInt()
                : "-";
    String profile =
        entry.profile().argumentIndex().isPresent()
            ? " profile:" + entry.profile().argumentIndex().getAsInt()
            : "";
    String flags =
        entry.flags().argumentIndex().isPresent()
            ? " flags:" + entry.flags().argumentIndex().getAsInt()
            : "";
    return entry.kind().label()
        + " "
        + name
        + "."
        + entry.method()
        + entry.descriptor().orElse("")
        + " "
        + session
        + profile
        + flags
        + " "
        + entry.result();
  }

  private void put(Class<?>... types) throws IOException {
    for (Class<?> type : types) {
      write(type.getName() + ".class", bytes(type));
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(program.resolve(name), bytes);
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    return ClassFileLocator.ForClassLoader.read(type);
  }

  /** A class that uses another and has a text. */
  private static byte[] user(String name, String used, String text) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    writer.newClass(used);
    writer.newConst(text);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] natives(String name, String... methods) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    for (String method : methods) {
      int access = Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE;
      writer.visitMethod(access, method, "()V", null, null).visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** An archive of pairs of names and contents. */
  private static byte[] zip(Object... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) entries[i]));
        zip.write((byte[]) entries[i + 1]);
      }
    }
    return bytes.toByteArray();
  }
}
