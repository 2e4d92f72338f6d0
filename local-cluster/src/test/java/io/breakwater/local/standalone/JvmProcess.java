package io.breakwater.local.standalone;

import io.breakwater.local.cluster.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own. What it says goes to a file, which stays when it has ended. */
final class JvmProcess implements AutoCloseable {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private final String name;
  private final Path log;
  private final Process process;

  private JvmProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param name also of its file in {@code logs}
   * @param command flags, main class, arguments
   * @param environment to be added to this JVM's, of which nothing for Flink or the job is passed
   *     on
   */
  static JvmProcess start(
      String name, Path logs, List<String> command, Map<String, String> environment) {
    Path log = logs.resolve(name + ".log");
    List<String> whole = new ArrayList<>(List.of(JAVA.toString()));
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("FLINK_") || key.startsWith("BREAKWATER_"));
    builder.environment().putAll(environment);
    try {
      return new JvmProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until it has done its work.
   *
   * @return what it said
   * @throws ClusterException when it fails, or is not done after this time
   */
  String awaitSuccess(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ClusterException(name + " is not done after " + atMost + ": " + output());
    }
    if (process.exitValue() != 0) {
      throw new ClusterException(name + " failed: " + output());
    }
    return output();
  }

  /** What it has said so far. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it, as the end of its machine would, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
