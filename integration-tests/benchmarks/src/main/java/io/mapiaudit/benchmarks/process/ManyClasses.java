package io.mapiaudit.benchmarks.process;

import com.sun.jna.Native;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program with so many classes that looks at the clock all the time: {@code ManyClasses <classes>
 * [direct]}. Says {@code ready} when the classes are loaded, and when it is sent a line tells how
 * long it was kept from the clock at most since the line before, in nanoseconds. With {@code
 * direct} it has bound functions that the audit looks for by JNA's direct mapping.
 */
public final class ManyClasses extends ClassLoader {

  private static final String TEMPLATE = "TemplateOfClasses0000000";
  private static final int LOOKS = 10_000;

  private final byte[] template;
  private final byte[] name;

  private ManyClasses(byte[] template, String name) {
    super(ManyClasses.class.getClassLoader());
    this.template = template;
    this.name = name.getBytes(StandardCharsets.US_ASCII);
  }

  public static void main(String[] arguments) throws Exception {
    List<Class<?>> classes = load(Integer.parseInt(arguments[0]));
    if (arguments.length > 1) {
      Direct.bind();
    }
    System.out.println("ready");
    int lines = 0;
    long longest = 0;
    long last = System.nanoTime();
    while (lines < 2) {
      for (int i = 0; i < LOOKS; i++) {
        long now = System.nanoTime();
        longest = Math.max(longest, now - last);
        last = now;
      }
      if (System.in.available() > 0) {
        while (System.in.read() != '\n') {
          // to the line's end
        }
        System.out.println(longest);
        longest = 0;
        lines++;
        last = System.nanoTime();
      }
    }
    System.out.println(classes.size());
  }

  private static List<Class<?>> load(int number) throws Exception {
    byte[] template;
    try (InputStream in = ManyClasses.class.getResourceAsStream(TEMPLATE + ".class")) {
      template = in.readAllBytes();
    }
    String name = ManyClasses.class.getPackage().getName() + '.' + TEMPLATE;
    ManyClasses loader = new ManyClasses(template, TEMPLATE);
    List<Class<?>> classes = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      classes.add(
          Class.forName(
              name.substring(0, name.length() - 7) + String.format("%07d", i), true, loader));
    }
    return classes;
  }

  @Override
  protected Class<?> findClass(String className) {
    byte[] classFile = classFile(className);
    return defineClass(className, classFile, 0, classFile.length);
  }

  @Override
  public InputStream getResourceAsStream(String resource) {
    String prefix = TEMPLATE.substring(0, TEMPLATE.length() - 7);
    return resource.contains(prefix)
        ? new ByteArrayInputStream(
            classFile(resource.substring(0, resource.length() - ".class".length())))
        : super.getResourceAsStream(resource);
  }

  /** The template's with another name, of the same length, wherever its own is. */
  private byte[] classFile(String className) {
    byte[] digits = className.substring(className.length() - 7).getBytes(StandardCharsets.US_ASCII);
    byte[] classFile = template.clone();
    for (int at = 0; at + name.length <= classFile.length; at++) {
      if (Arrays.equals(classFile, at, at + name.length, name, 0, name.length)) {
        System.arraycopy(digits, 0, classFile, at + name.length - 7, 7);
        at += name.length - 1;
      }
    }
    return classFile;
  }

  /** Functions of the audit's catalogue, bound before it comes. */
  static final class Direct {
    private Direct() {}

    static void bind() {
      Native.register(Direct.class, System.getProperty("mapi.demo.library"));
    }

    static native int MAPIInitialize(com.sun.jna.Pointer init);
  }
}
