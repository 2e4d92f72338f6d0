package io.breakwater.local.recovery;

import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.local.standalone.StandaloneFlink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The cluster jar, on a cluster that has nothing else of the job. */
final class InSeparateProcesses implements JobCluster {
  private final StandaloneFlink flink;
  private final Path jar;
  private String job;

  private InSeparateProcesses(StandaloneFlink flink, Path jar) {
    this.flink = flink;
    this.jar = jar;
  }

  static InSeparateProcesses start(Path jar) {
    return new InSeparateProcesses(
        StandaloneFlink.start(
            new StandaloneFlink.Size(
                JobRun.TASK_MANAGERS, JobRun.SLOTS_OF_EACH, JobRun.CHECKPOINT_INTERVAL)),
        jar);
  }

  @Override
  public void submit(Map<String, String> options, int parallelism, String savepoint) {
    List<String> arguments =
        options.entrySet().stream()
            .flatMap(option -> Stream.of("--" + option.getKey(), option.getValue()))
            .toList();
    job = flink.run(jar, parallelism, savepoint, arguments);
  }

  @Override
  public void requireAlive() {
    flink.requireAlive(job);
  }

  /** Where the job runs; nowhere while a task of it does not run. */
  Set<String> taskManagers() {
    return flink.taskManagersOf(job);
  }

  /** No other takes its place: the job goes on with the slots that are left. */
  @Override
  public void killTaskManager() {
    flink.kill(taskManagers().iterator().next());
  }

  @Override
  public String stop(Waiting waiting) {
    return flink.stop(job, waiting == Waiting.APPLIED);
  }

  @Override
  public void close() {
    flink.close();
  }
}
