package io.mapiaudit.output.jsonl;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.output.UtcTime;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Describes a run for {@code run.json}: where it ran, how it was configured, what was hooked. */
public final class RunJson {

  private final RunInfo run;
  private final NamedIdentity processIdentity;
  private final List<String[]> configuration = new ArrayList<>();
  private Transport transport;
  private String transportOrigin = "";
  private long endMicros;
  private List<String> hooked = Collections.emptyList();
  private Map<String, String> problems = Collections.emptyMap();
  private Map<String, Object> environment = Collections.emptyMap();

  /**
   * The description of a run; Java, operating system and main class are this JVM's.
   *
   * @param processIdentity the process token's identity with its account name
   */
  public RunJson(RunInfo run, NamedIdentity processIdentity) {
    this.run = Objects.requireNonNull(run, "run");
    this.processIdentity = Objects.requireNonNull(processIdentity, "processIdentity");
    this.transport = run.transport();
  }

  /** Adds an effective configuration value and the name of the source it came from. */
  public synchronized RunJson configured(String key, String value, String source) {
    configuration.add(new String[] {key, value, source});
    return this;
  }

  /**
   * Sets when the run ended.
   *
   * @param micros since 1970
   */
  public synchronized RunJson ended(long micros) {
    endMicros = micros;
    return this;
  }

  /**
   * Sets the transport and what it is known from; replaces what the run had.
   *
   * @param origin "" for nothing
   */
  public synchronized RunJson transport(Transport known, String origin) {
    transport = known;
    transportOrigin = origin;
    return this;
  }

  /** Sets the names of the hooked classes; replaces those set before. */
  public synchronized RunJson hooked(Collection<String> names) {
    hooked = new ArrayList<>(names);
    return this;
  }

  /** Sets what went wrong, each with its reason; replaces those set before. */
  public synchronized RunJson problems(Map<String, String> reasons) {
    problems = new LinkedHashMap<>(reasons);
    return this;
  }

  /** Sets what is known of the machine: maps, lists, texts and numbers; replaces what was set. */
  public synchronized RunJson environment(Map<String, Object> facts) {
    environment = facts;
    return this;
  }

  /**
   * Writes the file, or replaces it: a reader sees the old one or the new one, never a part.
   *
   * @throws IOException when that failed; an existing file is then unchanged
   */
  public synchronized void write(Path file) throws IOException {
    Path temp = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(temp, Json.indented(this::write));
      try {
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("pid", run.pid());
    text(json, "host", run.host());
    text(json, "start", UtcTime.format(run.startMicros()));
    if (endMicros != 0) {
      text(json, "end", UtcTime.format(endMicros));
    }
    text(json, "agentVersion", run.agentVersion());
    json.writeObjectFieldStart("java");
    property(json, "version", "java.version");
    property(json, "vendor", "java.vendor");
    property(json, "home", "java.home");
    json.writeEndObject();
    json.writeObjectFieldStart("os");
    property(json, "name", "os.name");
    property(json, "arch", "os.arch");
    property(json, "version", "os.version");
    json.writeEndObject();
    text(json, "mainClass", mainClass(System.getProperty("sun.java.command")));
    IdentityJson.writeField(json, "processIdentity", processIdentity);
    text(json, "transport", transport.label());
    if (!transportOrigin.isEmpty()) {
      text(json, "transportOrigin", transportOrigin);
    }
    if (!environment.isEmpty()) {
      json.writeFieldName("environment");
      Json.write(json, environment);
    }
    configuration(json);
    json.writeArrayFieldStart("hooked");
    for (String name : hooked) {
      json.writeString(Json.wellFormed(name));
    }
    json.writeEndArray();
    json.writeObjectFieldStart("problems");
    for (Map.Entry<String, String> problem : problems.entrySet()) {
      text(json, Json.wellFormed(problem.getKey()), problem.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void configuration(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("configuration");
    for (String[] setting : configuration) {
      json.writeStartObject();
      text(json, "key", setting[0]);
      text(json, "value", setting[1]);
      text(json, "source", setting[2]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Main class or jar; the program's arguments, which may hold secrets, are left out. */
  static String mainClass(String command) {
    return command == null || command.trim().isEmpty() ? null : command.trim().split("\\s+", 2)[0];
  }

  private static void property(JsonGenerator json, String name, String key) throws IOException {
    text(json, name, System.getProperty(key));
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    json.writeStringField(name, value == null ? null : Json.wellFormed(value));
  }
}
