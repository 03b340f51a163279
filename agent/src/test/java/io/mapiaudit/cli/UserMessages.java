package io.mapiaudit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What the agent can say when something is wrong, read from its class files: the texts in every
 * method that throws, logs a warning, or reports a problem. A text with values in it is several
 * constants there, so these are parts of messages.
 */
final class UserMessages {

  /** Where messages for users are made; elsewhere a text is about a programming error. */
  private static final List<String> PACKAGES =
      Arrays.asList(
          "premain", "config", "identity", "runtime", "cli", "output", "journal", "instrument");

  /** Methods that take a message beside constructors of exceptions. */
  private static final Set<String> REPORTS =
      new HashSet<>(
          Arrays.asList(
              "io/mapiaudit/config/Given.bad",
              "io/mapiaudit/config/Given.problem",
              "io/mapiaudit/config/EntryPointFields.problem",
              "io/mapiaudit/config/ConfigurationError$Problem.<init>",
              "io/mapiaudit/config/SuppressionFile.bad",
              "io/mapiaudit/config/SuppressionFile.whole",
              "io/mapiaudit/cli/doctor/Check.problem",
              "io/mapiaudit/cli/doctor/Check.warn",
              "io/mapiaudit/runtime/Agent.say",
              "io/mapiaudit/instrument/BlindSpot.<init>",
              "io/mapiaudit/instrument/HookReport.unseen",
              "io/mapiaudit/instrument/HookReport.notHooked",
              "io/mapiaudit/instrument/HookReport.staysHooked",
              "java/io/PrintStream.println",
              "org/slf4j/Logger.warn",
              "org/slf4j/Logger.error"));

  /** Methods that take a text about nothing wrong. */
  private static final Set<String> ALL_IS_WELL =
      new HashSet<>(
          Arrays.asList("io/mapiaudit/cli/doctor/Check.ok", "io/mapiaudit/cli/doctor/Check.note"));

  /** Methods that return a message for another one to report. */
  private static final Set<String> RETURNS =
      new HashSet<>(
          Arrays.asList(
              "io/mapiaudit/runtime/SelfTest.run", "io/mapiaudit/runtime/NeverSeen.kinds"));

  /** At least two words: shorter ones are keys, units and the like. */
  private static final Pattern WORDS =
      Pattern.compile("\\p{L}{2,}[^\\p{L}]*[ ][^\\p{L}]*\\p{L}{2,}");

  private final Map<String, Set<String>> parts = new TreeMap<>();
  private final Set<String> all = new LinkedHashSet<>();

  private UserMessages() {}

  /** Reads all classes below a folder. */
  static UserMessages of(Path classes) throws IOException {
    UserMessages messages = new UserMessages();
    try (Stream<Path> files = Files.walk(classes)) {
      files.filter(file -> file.toString().endsWith(".class")).sorted().forEach(messages::read);
    }
    return messages;
  }

  /** Parts of messages by the class that holds them. */
  Map<String, Set<String>> parts() {
    return parts;
  }

  /** True when some constant of the agent holds this text. */
  boolean isSaid(String text) {
    return all.stream().anyMatch(constant -> constant.contains(text));
  }

  private void read(Path file) {
    try {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      String owner = reader.getClassName();
      boolean forUsers =
          PACKAGES.stream().anyMatch(name -> owner.startsWith("io/mapiaudit/" + name + "/"));
      reader.accept(new Methods(owner, forUsers), ClassReader.SKIP_DEBUG);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String normal(String text) {
    // A place for a value, as the logger has it and as the page does.
    return text.replace("{}", "…").trim().replaceAll("\\s+", " ");
  }

  private final class Methods extends ClassVisitor {
    private final String owner;
    private final boolean forUsers;

    Methods(String owner, boolean forUsers) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.forUsers = forUsers;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Texts(owner, name, forUsers);
    }
  }

  private final class Texts extends MethodVisitor {
    private final String owner;
    private final boolean forUsers;
    private final List<String> pending = new ArrayList<>();
    private final Set<String> found = new LinkedHashSet<>();
    private boolean reports;

    Texts(String owner, String name, boolean forUsers) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.forUsers = forUsers;
      this.reports = RETURNS.contains(owner + "." + name);
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof String) {
        pending.add(normal((String) value));
        all.add(normal((String) value));
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String name, String descriptor, boolean isInterface) {
      boolean exception =
          name.equals("<init>")
              && descriptor.contains("Ljava/lang/String;")
              && (type.endsWith("Exception") || type.endsWith("Error") || isFailure(type));
      if (exception || REPORTS.contains(type + "." + name)) {
        reports = true;
        take();
      } else if (ALL_IS_WELL.contains(type + "." + name)) {
        pending.clear();
      }
    }

    private void take() {
      pending.stream().filter(text -> WORDS.matcher(text).find()).forEach(found::add);
      pending.clear();
    }

    private boolean isFailure(String type) {
      return type.endsWith("/CommandFailure")
          || type.endsWith("/AttachFailure")
          || type.endsWith("/NotStarted");
    }

    @Override
    public void visitEnd() {
      if (reports && forUsers) {
        take();
      }
      if (!found.isEmpty() && forUsers) {
        parts.computeIfAbsent(owner, name -> new LinkedHashSet<>()).addAll(found);
      }
    }
  }
}
