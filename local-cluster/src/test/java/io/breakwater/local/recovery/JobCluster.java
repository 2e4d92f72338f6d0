package io.breakwater.local.recovery;

import io.breakwater.local.cluster.LocalFlink.Waiting;
import java.util.Map;

/** A Flink cluster with the job on it. */
interface JobCluster extends AutoCloseable {

  /**
   * Starts the job and waits until every task runs.
   *
   * @param options of the job
   * @param savepoint with the state of one that was stopped; null to start without state
   */
  void submit(Map<String, String> options, int parallelism, String savepoint);

  /** Checks that the job has not ended. */
  void requireAlive();

  /** Kills a task manager on which the job runs, as a crash would. */
  void killTaskManager();

  /** Stops the job when all that it has read is decided and committed; where its state is. */
  String stop(Waiting waiting);

  @Override
  void close();
}
