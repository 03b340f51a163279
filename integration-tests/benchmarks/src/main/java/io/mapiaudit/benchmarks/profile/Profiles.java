package io.mapiaudit.benchmarks.profile;

import io.mapiaudit.benchmarks.calls.SubjectProfile;
import io.mapiaudit.benchmarks.process.ProcessProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Runs benchmarks with the agent under async-profiler, and prints where their time goes. */
public final class Profiles {

  private static final String IMPERSONATING = "impersonating-";

  private final Path work;
  private final SampledJvm sampled;
  private final SubjectProfile subjects;
  private final ProcessProfile processes;

  private Profiles(Path work, SubjectProfile subjects, ProcessProfile processes)
      throws IOException {
    this.work = work;
    this.sampled = SampledJvm.in(work);
    this.subjects = subjects;
    this.processes = processes;
  }

  /**
   * Profiles.
   *
   * @param arguments a folder; the agent's jar; its arguments; stand-in for MAPI; home of a Java 21
   *     or newer, or an empty string; class path of the agent's tests; then what to profile, all if
   *     nothing
   */
  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[0]);
    Profiles profiles =
        new Profiles(
            work,
            new SubjectProfile(arguments[3], arguments[1] + "=" + arguments[2], arguments[4]),
            new ProcessProfile(work, arguments[1], arguments[3], arguments[5]));
    List<String> wanted = List.of(arguments).subList(6, arguments.length);
    List<String> known = profiles.names();
    TreeSet<String> unknown = new TreeSet<>(wanted);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      System.err.println("There is no " + unknown + "; there are: " + String.join(" ", known));
      System.exit(2);
    }
    for (String name : wanted.isEmpty() ? known : wanted) {
      profiles.print(name);
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (String subject : SubjectProfile.names()) {
      names.add(optionName(subject));
      if (SubjectProfile.dependsOnToken(subject)) {
        names.add(IMPERSONATING + optionName(subject));
      }
    }
    names.addAll(ProcessProfile.NAMES);
    return names;
  }

  private static String optionName(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void print(String name) throws Exception {
    if (ProcessProfile.NAMES.contains(name)) {
      for (String process : ProcessProfile.processesOf(name)) {
        Files.deleteIfExists(file(process));
      }
      processes.run(name, process -> sampled.option(file(process)));
      for (String process : ProcessProfile.processesOf(name)) {
        print(process, file(process), thread -> true);
      }
      return;
    }
    boolean impersonating = name.startsWith(IMPERSONATING);
    String subject = impersonating ? name.substring(IMPERSONATING.length()) : name;
    String constant = subject.toUpperCase(Locale.ROOT).replace('-', '_');
    Files.deleteIfExists(file(name));
    subjects.run(constant, impersonating, sampled.option(file(name)));
    print(name, file(name), SubjectProfile::isOfOperations);
  }

  private Path file(String name) {
    return work.resolve(name + ".collapsed");
  }

  private static void print(String name, Path file, Predicate<String> threads) throws IOException {
    Samples samples = Samples.read(file);
    ProfileText text = new ProfileText().threads(samples).frames(samples.ofThreads(threads));
    System.out.println(name + ", a sample each " + SampledJvm.INTERVAL + " of CPU time");
    System.out.println(text);
  }
}
