package io.breakwater.local.recovery;

import static io.breakwater.local.recovery.Feeding.awaitRead;
import static io.breakwater.local.recovery.Feeding.write;
import static io.breakwater.local.recovery.Feeding.writeAndPause;
import static io.breakwater.local.recovery.SameRecords.requireTransitions;
import static io.breakwater.local.recovery.SameRecords.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.local.cluster.ListeningSockets;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.stream.JobClock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

/**
 * The one file that a Flink cluster is given, on a cluster of separate processes that has Flink's
 * jars and the deployed settings and nothing else: started and stopped as the README says, it needs
 * no other file and keeps its promises when a task manager's process is killed.
 */
class StandaloneClusterITCase {
  private static final int ACCOUNTS = 40;
  private static final Path PACKAGED = Path.of("..", "job", "target");

  @Test
  void theClusterJarOutlivesTheProcessOfATaskManager() throws IOException {
    Path jar = clusterJar();
    assumeTrue(jar != null, "needs the cluster jar in job/target: mvn verify packages it first");
    long seed = 20250407;
    RandomInput random = new RandomInput(seed, ACCOUNTS, true);
    List<Portion> portions = new ArrayList<>();
    InSeparateProcesses cluster = InSeparateProcesses.start(jar);
    try (JobRun run = JobRun.on(cluster, JobClock.EVENT, DeliveryGuarantee.AT_LEAST_ONCE);
        TriggerFollower follower = run.follow()) {
      run.submit();
      Set<String> all = cluster.taskManagers();
      assertThat(all).as("the job is spread").hasSize(JobRun.TASK_MANAGERS);
      if (ListeningSockets.areTold()) {
        ListeningSockets.requireLoopback(ListeningSockets.now());
      }
      write(run, portions, random.first());
      awaitRead(run, portions, random);
      int before = follower.triggers().size();
      writeAndPause(run, portions, random);
      run.await("a trigger", () -> follower.triggers().size() > before);

      run.killTaskManager();
      writeAndPause(run, portions, random);
      run.await("the job on what is left", () -> cluster.taskManagers().size() == all.size() - 1);
      awaitRead(run, portions, random);
      run.stop(Waiting.APPLIED);

      Reference reference = Reference.of(portions);
      requireTransitions(run, reference, seed);
      assertThat(texts(run.triggers())).as("seed %d", seed).isEqualTo(texts(reference.triggers()));
    }
  }

  /** The jar that the build has packaged; null when it has not. */
  private static Path clusterJar() throws IOException {
    if (!Files.isDirectory(PACKAGED)) {
      return null;
    }
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(PACKAGED, "breakwater-job-*-all.jar")) {
      Iterator<Path> found = jars.iterator();
      return found.hasNext() ? found.next() : null;
    }
  }
}
