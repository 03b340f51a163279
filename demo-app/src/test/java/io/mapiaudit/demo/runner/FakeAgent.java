package io.mapiaudit.demo.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Takes the audit agent's place: leaves a run folder with findings that the jar's maker chose. */
public final class FakeAgent {

  private static final String FINDINGS = "findings.jsonl";

  private FakeAgent() {}

  /** Understands {@code dir=} and nothing else. */
  public static void premain(String arguments) throws IOException {
    for (String argument : arguments.split(",", -1)) {
      if (argument.startsWith("dir=")) {
        Path run = Files.createTempDirectory(Paths.get(argument.substring("dir=".length())), "run");
        Files.write(run.resolve("run.json"), arguments.getBytes(StandardCharsets.UTF_8));
        try (InputStream findings = ClassLoader.getSystemResourceAsStream(FINDINGS)) {
          Files.copy(findings, run.resolve(FINDINGS));
        }
      }
    }
  }

  /** Makes an agent jar. */
  static Path jar(Path file, String findings) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", FakeAgent.class.getName());
    String name = FakeAgent.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new JarEntry(name));
      jar.write(bytesOf(name));
      jar.putNextEntry(new JarEntry(FINDINGS));
      jar.write(findings.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static byte[] bytesOf(String resource) throws IOException {
    try (InputStream in = FakeAgent.class.getClassLoader().getResourceAsStream(resource)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        bytes.write(b);
      }
      return bytes.toByteArray();
    }
  }
}
