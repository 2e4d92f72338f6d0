package io.breakwater.local.standalone;

import io.breakwater.local.standalone.StandaloneFlink.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is set over the deployed settings: what they leave to the installation, the size, and a
 * quicker view of the jobs. Ports are free when this is made; somebody may take one before it is
 * used.
 */
final class FlinkSettings {
  private static final List<String> HOSTS =
      List.of(
          "jobmanager.rpc.address",
          "jobmanager.bind-host",
          "taskmanager.host",
          "taskmanager.bind-host",
          "rest.address",
          "rest.bind-address");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final int restPort;

  FlinkSettings(Size size, FlinkFolder folder) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      settings.put("jobmanager.rpc.port", Integer.toString(one.getLocalPort()));
      restPort = other.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free on the loopback address", e);
    }
    HOSTS.forEach(host -> settings.put(host, "localhost"));
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("rest.bind-port", Integer.toString(restPort));
    settings.put("web.refresh-interval", "100 ms");
    settings.put("jobmanager.memory.process.size", "1 gb");
    settings.put("taskmanager.memory.process.size", "1 gb");
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(size.slots()));
    settings.put("execution.checkpointing.dir", folder.uri("checkpoints"));
    settings.put("execution.checkpointing.savepoint-dir", folder.uri("savepoints"));
    settings.put("execution.checkpointing.interval", size.checkpointInterval().toMillis() + " ms");
  }

  int restPort() {
    return restPort;
  }

  Map<String, String> asMap() {
    return settings;
  }

  /** As arguments of Flink's programs. */
  List<String> arguments() {
    return settings.entrySet().stream().map(s -> "-D" + s.getKey() + "=" + s.getValue()).toList();
  }
}
