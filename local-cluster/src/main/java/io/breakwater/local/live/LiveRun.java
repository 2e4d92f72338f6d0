package io.breakwater.local.live;

import io.breakwater.kafka.Topics;
import io.breakwater.local.cluster.ClusterException;
import io.breakwater.local.cluster.TemporaryFolder;
import io.breakwater.local.command.Progress;
import io.breakwater.local.input.Book;
import io.breakwater.local.input.Recording;
import io.breakwater.local.kafka.ReadProgress;
import io.breakwater.local.keeper.Keeper;
import io.breakwater.local.keeper.KeeperTotals;
import io.breakwater.margin.terms.InstrumentKind;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run from start to end: cluster, book, tape, and everything stopped in the opposite order.
 *
 * <p>The tape starts when the job has read the book and holds it in a checkpoint: so no tick can
 * overtake an account.
 */
final class LiveRun {
  private static final Duration REFRESH = Duration.ofSeconds(1);
  private static final Duration READ_POLL = Duration.ofMillis(100);
  private static final Duration READ_LIMIT = Duration.ofMinutes(5);

  /** Silence of the outputs after the tape's end that says that all is decided. */
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private final LiveSettings settings;
  private final LiveScreen screen;
  private final Progress progress;
  private final StopSignal stop;

  LiveRun(LiveSettings settings, LiveScreen screen, Progress progress, StopSignal stop) {
    this.settings = settings;
    this.screen = screen;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Runs until the tape is played and decided, the time is over, or the end is requested.
   *
   * @throws ClusterException when something does not start, or fails on the way
   */
  void run() {
    MemoryUse.requireRoomFor(settings.isBookGenerated() ? settings.accounts() : 0);
    try (TemporaryFolder folder = TemporaryFolder.create("breakwater-live-")) {
      Recording recording =
          progress.step("prices and accounts", () -> LiveInput.open(settings, folder.path()));
      recording.warnings().forEach(warning -> screen.line("Warning      " + warning));
      recording
          .unknownSymbols()
          .forEach(
              unknown ->
                  screen.line(
                      "Warning      no instrument's price has the symbol '"
                          + unknown.symbol()
                          + "' of "
                          + Figures.count(unknown.values())
                          + " values"));
      MemoryUse.requireRoomFor(recording.book().accounts().size());
      try (LiveCluster cluster = LiveCluster.start(settings, progress)) {
        screen.line("Kafka        " + cluster.bootstrapServers());
        screen.line("Flink        " + cluster.flink().webAddress());
        feed(cluster, recording);
        screen.status("Stopping …");
      }
    }
  }

  private void feed(LiveCluster cluster, Recording recording) {
    Topics topics = cluster.config().kafka().topics();
    try (JobFeed feed = new JobFeed(cluster.bootstrapServers(), topics);
        ReadProgress read =
            new ReadProgress(cluster.bootstrapServers(), cluster.config().kafka().groupId());
        JobOutput output = JobOutput.follow(cluster.bootstrapServers(), topics)) {
      screen.line(
          "Book         "
              + Figures.count(recording.book().accounts().size())
              + " accounts in "
              + recording.book().instruments().size()
              + " instruments");
      if (progress.step("the job reads the book", () -> takeIn(cluster, recording, feed, read))) {
        play(cluster, recording, feed, read, output);
      }
    }
  }

  /** Whether the job came to hold the book before the end was requested. */
  private boolean takeIn(
      LiveCluster cluster, Recording recording, JobFeed feed, ReadProgress read) {
    Topics topics = cluster.config().kafka().topics();
    feed.writeBook(recording);
    return awaitRead(
        cluster,
        read,
        read.mark(topics.riskFactors(), topics.instruments(), topics.policy(), topics.accounts()));
  }

  /** Whether the job came to read everything before the end was requested. */
  private boolean awaitRead(LiveCluster cluster, ReadProgress read, ReadProgress.Mark mark) {
    long limit = System.nanoTime() + READ_LIMIT.toNanos();
    while (!read.hasPassed(mark)) {
      cluster.requireAlive();
      if (System.nanoTime() - limit > 0) {
        throw new ClusterException(
            "The job did not read the book within "
                + Figures.duration(READ_LIMIT)
                + ": ask for fewer accounts, or see the log.");
      }
      if (stop.await(READ_POLL)) {
        return false;
      }
    }
    return true;
  }

  private void play(
      LiveCluster cluster, Recording recording, JobFeed feed, ReadProgress read, JobOutput output) {
    screen.line(
        "Tape         from "
            + Figures.time(recording.bookTime())
            + ", "
            + Figures.speed(settings.speed())
            + (settings.hasKeeper() ? ", with a keeper" : ", without a keeper"));
    screen.line("");
    LiveView view = new LiveView(screen, recording);
    try (TapePlayer player = TapePlayer.start(feed, recording, settings.speed());
        Keeper keeper = settings.hasKeeper() ? keeper(cluster, recording, player) : null) {
      watch(cluster, player, keeper, read, output, view);
      view.summary(player.timeMicros(), player.ticks(), output.totals(), totals(keeper));
      if (settings.stay() && !stop.isRequested()) {
        screen.line("Everything stays up; Ctrl-C stops it.");
        stop.await(Duration.ofDays(365));
      }
    }
  }

  private Keeper keeper(LiveCluster cluster, Recording recording, TapePlayer player) {
    Topics topics = cluster.config().kafka().topics();
    return Keeper.start(
        new Keeper.Setup(
            cluster.bootstrapServers(),
            topics.liquidationTriggers(),
            topics.accounts(),
            settings.keeperDelay(),
            inverse(recording.book()),
            player::timeMicros));
  }

  private static Set<String> inverse(Book book) {
    return book.instruments().stream()
        .map(Book.Instrument::parameters)
        .filter(parameters -> parameters.kind() == InstrumentKind.INVERSE_PERPETUAL)
        .map(parameters -> parameters.id())
        .collect(Collectors.toSet());
  }

  private static KeeperTotals totals(Keeper keeper) {
    return keeper == null ? KeeperTotals.NONE : keeper.totals();
  }

  private void watch(
      LiveCluster cluster,
      TapePlayer player,
      Keeper keeper,
      ReadProgress read,
      JobOutput output,
      LiveView view) {
    Topics topics = cluster.config().kafka().topics();
    long limit =
        settings.most() == null ? Long.MAX_VALUE : System.nanoTime() + settings.most().toNanos();
    ReadProgress.Mark end = null;
    while (!stop.await(REFRESH) && System.nanoTime() < limit) {
      cluster.requireAlive();
      player.requireAlive();
      output.requireAlive();
      if (keeper != null) {
        keeper.requireAlive();
      }
      view.quality(output.freshQuality());
      view.triggers(output.freshTriggers());
      view.cascade(output::freshCascade);
      view.status(player.timeMicros(), player.ticks(), output.totals(), totals(keeper));
      if (player.isFinished() && end == null) {
        end = read.mark(topics.prices(), topics.accounts());
      }
      if (end != null && read.hasPassed(end) && output.silence().compareTo(SILENCE) > 0) {
        return;
      }
    }
  }
}
