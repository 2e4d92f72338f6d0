package io.breakwater.local.standalone;

import io.breakwater.local.cluster.ClusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Flink's programs, each in a process of its own, as Flink's scripts would. */
final class FlinkPrograms {
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String COMMAND_LINE = "org.apache.flink.client.cli.CliFrontend";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FlinkFolder folder;
  private final FlinkSettings settings;
  private int commands;

  FlinkPrograms(FlinkFolder folder, FlinkSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  JvmProcess startJobManager() {
    FlinkMemory memory = FlinkMemory.ofJobManager(settings.asMap());
    return start("jobmanager", memory.jvmFlags(), JOB_MANAGER, daemon(memory));
  }

  /**
   * Starts a task manager.
   *
   * @param name by which Flink calls it too
   */
  JvmProcess startTaskManager(String name) {
    FlinkMemory memory = FlinkMemory.ofTaskManager(settings.asMap());
    List<String> arguments = daemon(memory);
    arguments.add("-Dtaskmanager.resource-id=" + name);
    return start(name, memory.jvmFlags(), TASK_MANAGER, arguments);
  }

  private List<String> daemon(FlinkMemory memory) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--configDir", folder.settings().toString()));
    arguments.addAll(settings.arguments());
    arguments.addAll(memory.arguments());
    return arguments;
  }

  /**
   * Runs {@code flink} to its end.
   *
   * @param arguments first the action; the settings are added to it
   * @return what it says
   * @throws ClusterException when it fails
   */
  String run(List<String> arguments) {
    List<String> whole = new ArrayList<>(arguments);
    whole.addAll(1, settings.arguments());
    String name = "command-" + ++commands + "-" + arguments.get(0);
    try (JvmProcess process = start(name, List.of("-Xmx256m"), COMMAND_LINE, whole)) {
      return process.awaitSuccess(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while Flink's command line ran.", e);
    }
  }

  private JvmProcess start(
      String name, List<String> flags, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>(flags);
    command.addAll(folder.jvmFlags());
    command.add("-XX:+UseSerialGC");
    command.add("-Djava.io.tmpdir=" + folder.resolve(name));
    command.add(
        "-Dlog4j2.configurationFile=" + folder.settings().resolve("log4j2.properties").toUri());
    command.addAll(List.of("-cp", folder.classPath(), mainClass));
    command.addAll(arguments);
    return JvmProcess.start(
        name, folder.logs(), command, Map.of("FLINK_CONF_DIR", folder.settings().toString()));
  }
}
