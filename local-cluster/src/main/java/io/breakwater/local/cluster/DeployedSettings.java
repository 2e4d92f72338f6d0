package io.breakwater.local.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** Flink's settings as {@code deploy/flink/config.yaml} declares them. */
public final class DeployedSettings {
  private static final String DEPLOYED = "/deploy/flink/config.yaml";

  private DeployedSettings() {}

  /**
   * Reads them by Flink's own means, which need a file {@code config.yaml} in some folder.
   *
   * @param folder which is there, and in which nothing has been loaded before
   */
  public static Configuration load(Path folder) {
    try (InputStream yaml = DeployedSettings.class.getResourceAsStream(DEPLOYED)) {
      Path conf = Files.createDirectories(folder.resolve("conf"));
      Files.createDirectories(folder.resolve("work"));
      Files.copy(yaml, conf.resolve("config.yaml"));
      return GlobalConfiguration.loadConfiguration(conf.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(DEPLOYED + " cannot be copied", e);
    }
  }
}
