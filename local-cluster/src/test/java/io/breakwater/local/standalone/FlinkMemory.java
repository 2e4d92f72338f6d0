package io.breakwater.local.standalone;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * How a process divides its memory. Flink's scripts work this out before they start one; a task
 * manager does not start without it.
 *
 * @param jvmFlags limits of the JVM
 * @param arguments settings that say the same to Flink
 */
record FlinkMemory(List<String> jvmFlags, List<String> arguments) {

  static FlinkMemory ofJobManager(Map<String, String> settings) {
    Configuration configuration = Configuration.fromMap(settings);
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
    return new FlinkMemory(
        words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)),
        words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
  }

  static FlinkMemory ofTaskManager(Map<String, String> settings) {
    TaskExecutorProcessSpec memory =
        TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(settings));
    return new FlinkMemory(
        words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
        words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }
}
