package io.breakwater.local.security;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.cluster.LocalSettings;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.deployment.application.ApplicationConfiguration;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A job manager that runs the job's program itself, as in application mode. It has no task manager:
 * the job waits for one.
 */
@SuppressWarnings("try") // what it extends throws any exception when it is closed
final class ApplicationCluster extends ApplicationClusterEntryPoint {

  private ApplicationCluster(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /**
   * Starts it.
   *
   * @param folder for what it writes
   * @param arguments of the program
   */
  static ApplicationCluster start(Path folder, String... arguments) throws Exception {
    Configuration configuration = LocalSettings.load(folder);
    configuration.set(JobManagerOptions.ADDRESS, "localhost");
    configuration.set(JobManagerOptions.PORT, 0);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
    configuration.set(WebOptions.UPLOAD_DIR, folder.resolve("web").toString());
    new ApplicationConfiguration(arguments, BreakwaterJob.class.getName())
        .applyToConfiguration(configuration);
    PackagedProgram program =
        PackagedProgram.newBuilder()
            .setEntryPointClassName(BreakwaterJob.class.getName())
            .setArguments(arguments)
            .setConfiguration(configuration)
            .build();
    configureExecution(configuration, program);
    ApplicationCluster cluster = new ApplicationCluster(configuration, program);
    cluster.startCluster();
    return cluster;
  }

  URI webAddress() {
    return URI.create("http://localhost:" + getRestPort());
  }
}
