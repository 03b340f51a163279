package io.mapiaudit.cli.process;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JVM of this machine, as far as it can be seen from outside; what is not known is null. */
public final class JvmProcess {

  /** Characters of a text that HotSpot shares; longer ones are cut off. */
  public static final int LONGEST_TEXT = 1023;

  private final long pid;
  private final String user;
  private final String mainClass;
  private final Map<String, String> perfData;

  /**
   * A process.
   *
   * @param perfData null when the process shares none
   */
  JvmProcess(long pid, String user, String mainClass, Map<String, String> perfData) {
    this.pid = pid;
    this.user = user;
    this.mainClass = mainClass;
    this.perfData = perfData;
  }

  public long pid() {
    return pid;
  }

  public String user() {
    return user;
  }

  /** Main class or jar, without arguments, which may hold secrets. */
  public String mainClass() {
    String command = property("sun.rt.javaCommand");
    return command == null || command.isEmpty() ? mainClass : command.split(" ", 2)[0];
  }

  public String javaVersion() {
    return property("java.property.java.version");
  }

  public String javaHome() {
    return property("java.property.java.home");
  }

  /** Options of the JVM with blanks between them; null when not known. */
  public String options() {
    return property("java.rt.vmArgs");
  }

  /** As the JVM was given it, cut off after {@link #LONGEST_TEXT}; null when not known. */
  public String classPath() {
    return property("java.property.java.class.path");
  }

  /** False when the JVM shares no performance data, or not with this user. */
  public boolean sharesData() {
    return perfData != null;
  }

  /** 32 or 64; null when not known. */
  public Integer bits() {
    String name = property("java.property.java.vm.name");
    return name == null ? null : Integer.valueOf(name.contains("64-Bit") ? 64 : 32);
  }

  /** False when it has said that it does not let anybody attach; null when not known. */
  public Boolean isAttachable() {
    String capabilities = property("sun.rt.jvmCapabilities");
    if (capabilities == null || capabilities.isEmpty()) {
      return null;
    }
    return capabilities.charAt(0) == '1';
  }

  /** The version of the agent that audits it, "" for none; null when not known. */
  public String auditedBy() {
    return perfData == null ? null : perfData.getOrDefault("mapi.audit.version", "");
  }

  private String property(String name) {
    return perfData == null ? null : perfData.get(name);
  }

  /** The process for JSON. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pid", pid);
    fields.put("mainClass", mainClass());
    fields.put("user", user);
    fields.put("bits", bits());
    fields.put("javaVersion", javaVersion());
    fields.put("attachable", isAttachable());
    String audited = auditedBy();
    fields.put("audited", audited == null ? null : Boolean.valueOf(!audited.isEmpty()));
    fields.put("auditedBy", audited == null || audited.isEmpty() ? null : audited);
    return fields;
  }

  /** One line for people who have to choose. */
  @Override
  public String toString() {
    return pid + "  " + (mainClass() == null ? "?" : mainClass());
  }
}
