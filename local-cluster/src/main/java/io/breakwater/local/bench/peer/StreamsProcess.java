package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.cluster.ClusterException;
import io.breakwater.local.cluster.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The peer on Kafka Streams in a JVM of its own. Its class path is this one without Flink and its
 * RocksDB, and with what the build has put into {@code target/streams-peer}.
 */
final class StreamsProcess implements AutoCloseable {
  private static final String MAIN = "io.breakwater.local.bench.streams.LevelsMain";
  private static final String JARS = "streams-peer";
  private static final String HEAP = "-Xmx1g";
  private static final long CLOSING_SECONDS = 20;

  private final TemporaryFolder folder;
  private final Process process;

  private StreamsProcess(TemporaryFolder folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param servers {@code host:port} of the broker
   * @param threads that decide
   */
  static StreamsProcess start(String servers, int threads, Workload workload) {
    TemporaryFolder folder = TemporaryFolder.create("breakwater-streams-");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.breakwater.schemas",
            "-Dlocal-cluster.log=" + folder.resolve("log"),
            "-cp",
            classPath(),
            MAIN,
            servers,
            Integer.toString(threads),
            folder.resolve("state").toString(),
            workload.json());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      return new StreamsProcess(folder, process);
    } catch (IOException e) {
      folder.close();
      throw new ClusterException("Kafka Streams did not start: " + e.getMessage(), e);
    }
  }

  private static String classPath() {
    String inherited = System.getProperty("java.class.path");
    return Stream.concat(
            jars().stream(),
            Arrays.stream(inherited.split(File.pathSeparator))
                .filter(entry -> !isOfFlink(Path.of(entry).getFileName().toString())))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isOfFlink(String jar) {
    return jar.startsWith("flink-") || jar.startsWith("frocksdbjni-");
  }

  private static List<String> jars() {
    try (Stream<Path> files = Files.list(target().resolve(JARS))) {
      return files.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new ClusterException("The build has not made target/" + JARS + ": build again.", e);
    }
  }

  /** The folder {@code target} of this module, where its classes or its jar are. */
  private static Path target() {
    try {
      return Path.of(
              StreamsProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks that it runs.
   *
   * @throws ClusterException with what it said last when it does not
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new ClusterException("Kafka Streams has stopped: " + lastWords(), null);
    }
  }

  private String lastWords() {
    try {
      return Files.readString(folder.resolve("output")).strip();
    } catch (IOException e) {
      return "no output (" + e.getMessage() + ")";
    }
  }

  /** Ends it, and removes its state. */
  @Override
  public void close() {
    try (folder) {
      process.getOutputStream().close();
      if (!process.waitFor(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
