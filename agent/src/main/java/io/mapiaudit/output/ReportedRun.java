package io.mapiaudit.output;

import java.nio.file.Path;
import java.util.Objects;

/** A recorded run as a report knows it before its first event. */
public final class ReportedRun {

  private final String name;
  private final Path folder;

  /**
   * A run.
   *
   * @param name tells it from the others of the report; its folder's, with the path where needed
   * @param folder holds its journal, {@code run.json}, and {@code samples.jsonl} when there are any
   */
  public ReportedRun(String name, Path folder) {
    this.name = Objects.requireNonNull(name, "name");
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  public String name() {
    return name;
  }

  public Path folder() {
    return folder;
  }

  @Override
  public String toString() {
    return name;
  }
}
