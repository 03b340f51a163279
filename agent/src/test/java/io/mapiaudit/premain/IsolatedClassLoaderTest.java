package io.mapiaudit.premain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedClassLoaderTest {

  @TempDir Path temp;

  @Test
  void own_classes_are_of_the_jar_and_the_jdks_of_whichever_of_its_loaders_has_them()
      throws Exception {
    String own = Request.class.getName();
    try (IsolatedClassLoader loader =
        new IsolatedClassLoader(jarWith(Request.class), platformLoader())) {
      Class<?> loaded = loader.loadClass(own);
      assertThat(loaded).isNotSameAs(Request.class);
      assertThat(loaded.getClassLoader()).isSameAs(loader);
      assertThat(loader.loadClass(own)).isSameAs(loaded);

      assertThat(loader.loadClass("java.lang.String")).isSameAs(String.class);
      // Not of the bootstrap loader since Java 9.
      assertThat(loader.loadClass("java.sql.Driver")).isSameAs(java.sql.Driver.class);
      assertThat(loader.loadClass("javax.management.MBeanServer"))
          .isSameAs(javax.management.MBeanServer.class);
    }
  }

  @Test
  void what_the_application_has_is_not_found() throws Exception {
    try (IsolatedClassLoader loader =
        new IsolatedClassLoader(jarWith(Request.class), platformLoader())) {
      assertThatThrownBy(() -> loader.loadClass(Reply.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> loader.loadClass("java.lang.NoSuchClass"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void jna_is_of_its_own_loader() throws Exception {
    File jar = jarWith(Request.class, com.sun.jna.Pointer.class);
    try (JnaClassLoader jna = JnaClassLoader.of(jar);
        IsolatedClassLoader loader = new IsolatedClassLoader(jar, jna)) {
      Class<?> pointer = loader.loadClass("com.sun.jna.Pointer");
      assertThat(pointer.getClassLoader()).isSameAs(jna);
      assertThat(loader.loadClass(Request.class.getName()).getClassLoader()).isSameAs(loader);
    }
  }

  private static ClassLoader platformLoader() {
    return ClassLoader.getSystemClassLoader().getParent();
  }

  private File jarWith(Class<?>... types) throws Exception {
    Path jar = temp.resolve("agent.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : types) {
        String file = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(IsolatedClassLoader.FOLDER + file + "data"));
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
          out.write(IsolatedClassLoader.readFully(in));
        }
      }
    }
    return jar.toFile();
  }
}
