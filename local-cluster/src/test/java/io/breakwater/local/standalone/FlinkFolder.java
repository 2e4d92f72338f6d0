package io.breakwater.local.standalone;

import io.breakwater.local.cluster.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;

/** The files of a Flink installation: its settings just as they are deployed, and its jars. */
final class FlinkFolder implements AutoCloseable {
  private static final Path TARGET = Path.of("target");
  private static final Path CLASS_PATH = TARGET.resolve("flink-class-path");

  private final TemporaryFolder folder = TemporaryFolder.create("breakwater-standalone-");

  FlinkFolder() {
    copy("/deploy/flink/config.yaml", "config.yaml");
    copy("/standalone/log4j2.properties", "log4j2.properties");
  }

  private void copy(String resource, String name) {
    try (InputStream in = FlinkFolder.class.getResourceAsStream(resource)) {
      Files.createDirectories(settings());
      Files.copy(in, settings().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be copied", e);
    }
  }

  /** Where {@code config.yaml} is. */
  Path settings() {
    return folder.resolve("conf");
  }

  /** What Flink's scripts would take from the settings for every JVM. */
  List<String> jvmFlags() {
    String flags =
        GlobalConfiguration.loadConfiguration(settings().toString())
            .get(CoreOptions.FLINK_JVM_OPTIONS);
    return List.of(flags.split(" "));
  }

  /** Flink's own jars and no others, as the build has found them. */
  String classPath() {
    try {
      return Files.readString(CLASS_PATH).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the build has not left Flink's class path", e);
    }
  }

  /** A place in it, for Flink to write to. */
  Path resolve(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String uri(String name) {
    return resolve(name).toUri().toString();
  }

  /** Where processes write what they say: kept, for who asks why a test failed. */
  Path logs() {
    try {
      return Files.createDirectories(TARGET.resolve("standalone-logs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
