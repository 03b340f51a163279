package io.mapiaudit.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mapiaudit.config.ConfigurationError.Problem;
import io.mapiaudit.model.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Sources of configuration that a test fills, and loading from them. */
abstract class ConfigTestBase {

  @TempDir Path folder;

  final Map<String, String> properties = new HashMap<>();
  final Map<String, String> environment = new HashMap<>();
  String arguments;

  Path file(String... lines) throws IOException {
    Path file = folder.resolve("mapi-audit.conf");
    Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    return file;
  }

  AgentConfig load() throws ConfigurationError {
    return AgentConfig.load(arguments, properties, environment, folder);
  }

  AgentConfig load(String agentArguments) throws ConfigurationError {
    arguments = agentArguments;
    return load();
  }

  /** What is wrong, each problem as users read it, with the test's folder taken away. */
  List<String> problems() {
    ConfigurationError error = catchThrowableOfType(ConfigurationError.class, this::load);
    String prefix = folder.toString() + folder.getFileSystem().getSeparator();
    return error.problems().stream()
        .map(Problem::toString)
        .map(text -> text.replace(prefix, ""))
        .collect(Collectors.toList());
  }

  List<String> problems(String agentArguments) {
    arguments = agentArguments;
    return problems();
  }

  static String source(AgentConfig config, String key) {
    return setting(config, key).source();
  }

  static Setting setting(AgentConfig config, String key) {
    return config.settings().stream().filter(s -> s.key().equals(key)).findFirst().get();
  }
}
