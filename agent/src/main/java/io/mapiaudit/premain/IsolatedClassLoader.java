package io.mapiaudit.premain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the agent and its libraries from the {@code isolated/} folder of the jar, where no other
 * class loader finds them. Above it are only the agent's JNA and the loader of the JDK's own
 * classes, never the application's, so the application's version of a library and ours cannot meet.
 */
class IsolatedClassLoader extends ClassLoader implements Closeable {

  static final String FOLDER = "isolated/";

  static {
    registerAsParallelCapable();
  }

  private final File file;
  private final JarFile jar;

  /** Asked for once: a security manager may not let the application's threads ask later. */
  private final ProtectionDomain domain = IsolatedClassLoader.class.getProtectionDomain();

  /** Packages that are in a named module; the JVM knows them. */
  private volatile Set<String> named = Collections.emptySet();

  IsolatedClassLoader(File file, ClassLoader parent) throws IOException {
    super(parent);
    this.file = file;
    this.jar = new JarFile(file, /* verify= */ false);
  }

  /**
   * By itself and not through the JDK's method, which in a program with many classes is so hot that
   * the first loads after the JVM has dropped its compiled code, as it does for the first hooks,
   * would have it compiled again before anything else.
   */
  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    return loadClass(name, false);
  }

  /**
   * Own classes first. The loaders above have none of them, and asking costs an exception, with the
   * whole stack, in each of them for each class.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    JarEntry own = name.startsWith("java.") ? null : classEntry(name);
    if (own == null) {
      return loadFromAbove(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name, own);
    }
  }

  private Class<?> loadFromAbove(String name, boolean resolve) throws ClassNotFoundException {
    ClassLoader parent = getParent();
    if (parent instanceof JnaClassLoader && name.startsWith(JnaClassLoader.PACKAGE)) {
      return parent.loadClass(name);
    }
    // Others may not ask for the bootstrap loader's where a security manager is.
    if (name.startsWith("java.") && System.getSecurityManager() == null) {
      try {
        return Class.forName(name, false, null);
      } catch (ClassNotFoundException ofAnotherOfTheJdksLoaders) {
        // As java.sql's.
      }
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = classEntry(name);
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    return define(name, entry);
  }

  private JarEntry classEntry(String name) {
    return entry(name.replace('.', '/') + ".class");
  }

  private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
    try {
      byte[] bytes = read(entry);
      definePackageOf(name);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException failure) {
      throw new ClassNotFoundException(name, failure);
    }
  }

  @Override
  protected URL findResource(String name) {
    JarEntry entry = entry(name);
    if (entry == null) {
      return null;
    }
    try {
      // Without a handler of its own the JDK opens the jar once more, and keeps it open.
      return new URL(
          null,
          "jar:" + file.toURI() + "!/" + entry.getName(),
          new EntryHandler(this, entry.getName()));
    } catch (MalformedURLException impossible) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return found == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(found));
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    JarEntry entry = entry(name);
    if (entry == null) {
      return super.getResourceAsStream(name);
    }
    try {
      return new ByteArrayInputStream(read(entry));
    } catch (IOException unreadable) {
      return null;
    }
  }

  byte[] read(String entry) throws IOException {
    JarEntry found = jar.getJarEntry(entry);
    if (found == null) {
      throw new FileNotFoundException(entry);
    }
    return read(found);
  }

  /** The packages of these names and below that the jar holds. */
  Set<String> packagesIn(String root) {
    Set<String> packages = new HashSet<>();
    String start = FOLDER + root.replace('.', '/') + '/';
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      String name = all.nextElement().getName();
      if (name.startsWith(start) && name.endsWith(".classdata")) {
        packages.add(name.substring(FOLDER.length(), name.lastIndexOf('/')).replace('/', '.'));
      }
    }
    return packages;
  }

  /** Notes that packages are in a named module. */
  void named(Set<String> packages) {
    named = packages;
  }

  /** No further class can be loaded. */
  @Override
  public void close() throws IOException {
    jar.close();
  }

  /** The version of the agent that a jar holds. */
  static String version(File jar) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      return version(file);
    }
  }

  static String version(JarFile jar) throws IOException {
    return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
  }

  private void definePackageOf(String className) {
    int dot = className.lastIndexOf('.');
    String name = dot < 0 ? "" : className.substring(0, dot);
    synchronized (this) {
      if (dot >= 0 && !named.contains(name) && getPackage(name) == null) {
        definePackage(name, null, null, null, null, null, null, null);
      }
    }
  }

  private byte[] read(JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = new byte[(int) entry.getSize()];
      for (int length = 0, n; length < bytes.length; length += n) {
        n = in.read(bytes, length, bytes.length - length);
        if (n < 0) {
          throw new EOFException(entry.getName());
        }
      }
      return bytes;
    }
  }

  static byte[] readFully(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }

  /** Whether this loader is the one to load a class file or another resource. */
  boolean isOwn(String resource) {
    return !resource.startsWith(JnaClassLoader.FOLDER_IN_JAR);
  }

  private JarEntry entry(String resource) {
    return isOwn(resource) ? jar.getJarEntry(entryName(resource)) : null;
  }

  /** Class files are stored as {@code .classdata}, so that no scanner mistakes them for classes. */
  private static String entryName(String resource) {
    return FOLDER + (resource.endsWith(".class") ? resource + "data" : resource);
  }
}
