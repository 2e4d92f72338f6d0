package io.breakwater.local.standalone;

import io.breakwater.local.cluster.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Flink session cluster of one process per job manager and task manager, with Flink's jars only
 * and with the settings of {@code deploy/flink/config.yaml}, over which just addresses, memory,
 * directories and the size are set. Jobs are submitted and stopped with Flink's command line.
 */
public final class StandaloneFlink implements AutoCloseable {
  private static final Pattern SUBMITTED = Pattern.compile("JobID (\\p{XDigit}{32})");
  private static final Pattern SAVED = Pattern.compile("Path: (\\S+)");

  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(100);

  private final FlinkFolder folder = new FlinkFolder();
  private final Map<String, JvmProcess> processes = new ConcurrentHashMap<>();
  private final Thread atExit = new Thread(this::killAll);
  private final FlinkPrograms programs;
  private final FlinkRest rest;

  /**
   * How large the cluster is.
   *
   * @param taskManagers processes, named tm-1, tm-2, …
   * @param slots of each
   * @param checkpointInterval time between checkpoints
   */
  public record Size(int taskManagers, int slots, Duration checkpointInterval) {}

  private StandaloneFlink(Size size) {
    FlinkSettings settings = new FlinkSettings(size, folder);
    this.programs = new FlinkPrograms(folder, settings);
    this.rest = new FlinkRest(settings.restPort());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a cluster and waits until all task managers have registered.
   *
   * @throws ClusterException when it does not come up
   */
  public static StandaloneFlink start(Size size) {
    for (int attempt = 1; ; attempt++) {
      StandaloneFlink flink = new StandaloneFlink(size);
      try {
        flink.startProcesses(size);
        return flink;
      } catch (RuntimeException e) {
        flink.close();
        // Somebody may have taken a port between its choice and its use.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void startProcesses(Size size) {
    processes.put("jobmanager", programs.startJobManager());
    for (int number = 1; number <= size.taskManagers(); number++) {
      String name = "tm-" + number;
      processes.put(name, programs.startTaskManager(name));
    }
    await("task managers", () -> rest.taskManagers() == size.taskManagers());
  }

  /**
   * {@code flink run -d}, then waits until every task runs.
   *
   * @param jar with a main class
   * @param savepoint to start from; null for none
   * @param options of the program
   * @return the job's id
   */
  public String run(Path jar, int parallelism, String savepoint, List<String> options) {
    List<String> command = new ArrayList<>(List.of("run", "-d"));
    command.addAll(List.of("-p", Integer.toString(parallelism)));
    if (savepoint != null) {
      command.addAll(List.of("-s", savepoint));
    }
    command.add(jar.toString());
    command.addAll(options);
    String job = find(SUBMITTED, programs.run(command));
    await("every task of the job", () -> !taskManagersOf(job).isEmpty());
    return job;
  }

  /**
   * {@code flink stop}: a job ends when all that it has read is decided and committed.
   *
   * @param drain whether events that wait for their time happen now
   * @return where its state is
   */
  public String stop(String job, boolean drain) {
    List<String> command = new ArrayList<>(List.of("stop", "--type", "canonical"));
    if (drain) {
      command.add("--drain");
    }
    command.add(job);
    return find(SAVED, programs.run(command));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new ClusterException("Flink's command line says something else: " + text);
    }
    return matcher.group(1);
  }

  /**
   * The task managers on which a job runs; none while a task of it does not run.
   *
   * @throws ClusterException when it has ended
   */
  public Set<String> taskManagersOf(String job) {
    requireAlive(job);
    try {
      return rest.taskManagersOf(job);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Checks that a job has not ended.
   *
   * @throws ClusterException with its failure when it has
   */
  public void requireAlive(String job) {
    try {
      rest.requireAlive(job);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Kills the process of a task manager. None takes its place. */
  public void kill(String taskManager) {
    processes.remove(taskManager).kill();
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private void await(String what, Condition condition) {
    long start = System.nanoTime();
    try {
      while (!condition.holds()) {
        processes.forEach(StandaloneFlink::requireAlive);
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new ClusterException("Waited in vain for " + what + ".");
        }
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void requireAlive(String name, JvmProcess process) {
    if (!process.isAlive()) {
      throw new ClusterException(name + " has ended: " + process.output());
    }
  }

  private static ClusterException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClusterException("Interrupted while waiting for Flink.", e);
  }

  /** Kills all processes and removes their files, except for what they have said. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    try (folder) {
      killAll();
    }
  }

  private void killAll() {
    processes.values().forEach(JvmProcess::kill);
  }
}
