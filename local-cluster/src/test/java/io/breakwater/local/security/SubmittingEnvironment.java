package io.breakwater.local.security;

import io.breakwater.local.cluster.LocalFlink;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a program finds that is run by a cluster: what it executes is submitted there. */
@SuppressWarnings("try") // what it extends throws any exception when it is closed
final class SubmittingEnvironment extends StreamExecutionEnvironment {
  private final LocalFlink flink;
  private JobID job;

  SubmittingEnvironment(LocalFlink flink) {
    super(Configuration.fromMap(flink.environment().getConfiguration().toMap()));
    this.flink = flink;
  }

  @Override
  public JobExecutionResult execute(String name) {
    job = flink.submit(this);
    return null;
  }

  /** What has been executed; null before. */
  JobID job() {
    return job;
  }
}
