package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.mapiaudit.boot.ProbePrefix;
import io.mapiaudit.instrument.NativeMethods.NativeMethod;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MemberName")
class DirectMappingTransformerTest {

  private final ClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader());
  private final HookReport report = new HookReport();
  private final DirectMappingTransformer transformer =
      new DirectMappingTransformer(EntryPointCatalogue.with(Collections.emptyList()), report);

  @Test
  void natives_named_like_an_entry_point_are_wrapped_and_no_others() throws Exception {
    assertThat(natives(transform(NamedLikeMapi.class)))
        .containsExactlyInAnyOrder("$$YJP$$MAPILogonEx", "other");
    assertThat(report.hooked()).containsExactly(NamedLikeMapi.class.getName());
  }

  @Test
  void all_natives_of_a_class_that_registers_itself_are_wrapped() throws Exception {
    assertThat(natives(transform(RegistersItself.class)))
        .containsExactlyInAnyOrder("$$YJP$$renamed", "$$YJP$$other");
  }

  @Test
  void other_classes_are_left_as_they_are() throws Exception {
    assertThat(transform(OfOtherLibrary.class)).isNull();
    assertThat(transform(NoNatives.class)).isNull();
    assertThat(transform(Native.class)).as("JNA's own").isNull();
    assertThat(report.hooked()).isEmpty();
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void classes_of_the_JDK_and_of_the_agent_are_left_as_they_are() throws Exception {
    for (ClassLoader own :
        Arrays.asList(
            null,
            ClassLoader.getSystemClassLoader().getParent(),
            DirectMappingTransformer.class.getClassLoader())) {
      assertThat(transform(own, NamedLikeMapi.class, null)).isNull();
    }
  }

  @Test
  void a_class_is_redefined_as_it_was_loaded() throws Exception {
    assertThat(transform(loader, NamedLikeMapi.class, NamedLikeMapi.class))
        .as("loaded before the agent")
        .isNull();

    transform(NamedLikeMapi.class);

    assertThat(natives(transform(loader, NamedLikeMapi.class, NamedLikeMapi.class)))
        .contains("$$YJP$$MAPILogonEx");
  }

  @Test
  void what_is_wrapped_already_is_not_wrapped_again() throws Exception {
    byte[] once = transform(NamedLikeMapi.class);

    byte[] twice = transformer.transform(loader, "any/Name", null, null, once);

    assertThat(twice).isNull();
  }

  @Test
  void a_class_file_that_cannot_be_read_is_reported_and_left_alone() {
    assertThat(transformer.transform(loader, "no/Class", null, null, new byte[] {1, 2})).isNull();
    assertThat(report.problems()).containsOnlyKeys("no.Class");
  }

  @Test
  void plain_finds_the_method_in_whose_place_a_renamed_one_stands() throws Exception {
    Class<?> wrapped = define(NamedLikeMapi.class);
    Class<?>[] parameters = {Pointer.class, String.class};

    assertThat(ProbePrefix.plain(wrapped.getDeclaredMethod("$$YJP$$MAPILogonEx", parameters)))
        .isEqualTo(wrapped.getDeclaredMethod("MAPILogonEx", parameters));
    assertThat(
            ProbePrefix.plain(
                "$$YJP$$MAPILogonEx", wrapped.getDeclaredMethod("$$YJP$$MAPILogonEx", parameters)))
        .isEqualTo("MAPILogonEx");
    assertThat(ProbePrefix.plain("mapped", wrapped.getDeclaredMethod("other"))).isEqualTo("mapped");
  }

  /** A class as it would be after loading it under the agent. */
  private Class<?> define(Class<?> type) throws IOException {
    byte[] bytes = transform(type);
    return new ClassLoader(getClass().getClassLoader()) {
      Class<?> define() {
        return defineClass(type.getName(), bytes, 0, bytes.length);
      }
    }.define();
  }

  private byte[] transform(Class<?> type) throws IOException {
    return transform(loader, type, null);
  }

  private byte[] transform(ClassLoader of, Class<?> type, Class<?> redefined) throws IOException {
    byte[] file = ClassFileLocator.ForClassLoader.read(type);
    return transformer.transform(of, type.getName().replace('.', '/'), redefined, null, file);
  }

  private static List<String> natives(byte[] classFile) {
    return NativeMethods.in(classFile).all().stream()
        .map(NativeMethod::name)
        .collect(Collectors.toList());
  }

  /** Registered by someone else, or a wrapper that has nothing to do with JNA. */
  static final class NamedLikeMapi {
    static native int MAPILogonEx(Pointer ui, String profile);

    static native int other();
  }

  /** A function mapper may give these any name. */
  static final class RegistersItself {
    static native int renamed();

    static native int other();

    static void register() {
      Native.register("mapi32");
    }
  }

  /** Natives that cannot be MAPI's. */
  static final class OfOtherLibrary {
    static native int compress(byte[] data);
  }

  /** Registers others. */
  static final class NoNatives {
    static void register() {
      Native.register(OfOtherLibrary.class, "z");
    }
  }
}
