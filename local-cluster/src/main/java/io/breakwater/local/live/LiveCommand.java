package io.breakwater.local.live;

import io.breakwater.local.cluster.ClusterException;
import io.breakwater.local.command.InputException;
import io.breakwater.local.command.LocalCommand;
import io.breakwater.local.command.Parallelism;
import io.breakwater.local.command.Progress;
import io.breakwater.local.feed.GeneratedBookOptions;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.PriceSourceConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code live}: the command without a name. */
@Command(
    name = "live",
    description =
        "Starts a Kafka broker and a Flink cluster in this process, runs the job there, plays a tape"
            + " into it at a multiple of real time and shows the triggers that come. Ctrl-C stops"
            + " everything.")
public final class LiveCommand extends LocalCommand {
  /** System property: whether the output is a terminal. */
  public static final String TERMINAL = "local-cluster.terminal";

  private static final String FASTEST = "max";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "Port of the broker; 0 for any (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--web-port",
      paramLabel = "N",
      defaultValue = "8081",
      description = "Port of Flink's web UI; 0 for any (default ${DEFAULT-VALUE}).")
  private int webPort;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "1800",
      description = "Multiple of real time, or max (default ${DEFAULT-VALUE}).")
  private String speed;

  @Option(
      names = "--no-keeper",
      description = "Leaves liquidatable accounts as they are, instead of closing them out.")
  private boolean withoutKeeper;

  @Option(
      names = "--keeper-delay",
      paramLabel = "MILLIS",
      defaultValue = "100",
      description = "Between a trigger and its close-out (default ${DEFAULT-VALUE}).")
  private long keeperDelayMillis;

  @Option(
      names = "--book",
      paramLabel = "FILE",
      description = "A book (JSON) in place of the generated one.")
  private Path book;

  @Option(
      names = "--prices",
      paramLabel = "[SYMBOL=]FILE",
      arity = "1..*",
      converter = PriceSourceConverter.class,
      description = "Price files (CSV, plain, gzip or zip) in place of the shipped tape.")
  private List<PriceSource> prices = List.of();

  @Option(
      names = "--max-seconds",
      paramLabel = "N",
      description = "Ends the run after this time, wherever the tape is.")
  private Long mostSeconds;

  @Option(names = "--stay", description = "Keeps everything up after the end of the tape.")
  private boolean stay;

  @Mixin private Parallelism parallelism;
  @Mixin private GeneratedBookOptions generated;

  /**
   * @throws InputException when a file cannot be used
   * @throws ClusterException when something does not start, or fails on the way
   */
  @Override
  public Integer call() {
    LiveSettings settings = settings();
    LiveScreen screen = new LiveScreen(out(), Boolean.getBoolean(TERMINAL));
    Progress progress = progress();
    try (StopSignal stop = StopSignal.ofProcess()) {
      new LiveRun(settings, screen, progress, stop).run();
    }
    return 0;
  }

  private LiveSettings settings() {
    requirePort(port, "--port");
    requirePort(webPort, "--web-port");
    require(keeperDelayMillis >= 0, "--keeper-delay is negative: give 0 or more.");
    require(mostSeconds == null || mostSeconds >= 1, "--max-seconds is below 1: give 1 or more.");
    return new LiveSettings(
        port,
        webPort,
        speed(),
        generated.accounts(),
        generated.seed(),
        parallelism.subtasks(),
        withoutKeeper ? null : Duration.ofMillis(keeperDelayMillis),
        book,
        prices,
        mostSeconds == null ? null : Duration.ofSeconds(mostSeconds),
        stay);
  }

  private double speed() {
    if (speed.equals(FASTEST)) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double multiple = Double.parseDouble(speed);
      require(multiple > 0 && Double.isFinite(multiple), wrongSpeed());
      return multiple;
    } catch (NumberFormatException e) {
      throw wrong(wrongSpeed());
    }
  }

  private String wrongSpeed() {
    return "--speed is " + speed + ": give a number above 0, or max.";
  }
}
