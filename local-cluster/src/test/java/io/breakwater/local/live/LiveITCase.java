package io.breakwater.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.HealthTransitionRecords;
import io.breakwater.kafka.LiquidationTriggerRecords;
import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.kafka.Topics;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.command.Progress;
import io.breakwater.local.feed.GeneratedFiles;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.kafka.ReadProgress;
import io.breakwater.local.kafka.TopicReader;
import io.breakwater.local.kafka.TopicWriter;
import io.breakwater.local.keeper.Keeper;
import io.breakwater.local.keeper.TriggerId;
import io.breakwater.local.keeper.TriggerLog;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.schemas.HealthTransition;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.RejectedRecord;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job of production between a real broker and a Flink cluster, in one process. */
class LiveITCase {
  private static final long SEED = 20250407;
  private static final int ACCOUNTS = 300;
  private static final int STEPS = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * The reference knows nothing of late records. A reader whose partitions are silent for so long
   * after the job's start is not waited for until it has caught up, so a slow machine must have
   * written the first records by then.
   */
  private static final Duration NOTHING_LATE = Duration.ofSeconds(12);

  @TempDir private Path folder;
  private Recording recording;

  @BeforeEach
  void record() throws IOException {
    Path tape = RandomTape.write(folder, SEED, STEPS);
    GeneratedFiles files =
        GeneratedFiles.write(folder, List.of(PriceSource.of(tape)), ACCOUNTS, SEED);
    recording =
        Recording.open(
            new Recording.Sources(
                files.book(),
                null,
                null,
                List.of(PriceSource.of(tape), PriceSource.of(files.assetTicks())),
                null,
                null));
  }

  private static LiveCluster cluster(int taskManagers, int parallelism) {
    return cluster(taskManagers, parallelism, LiveCluster.IDLENESS);
  }

  private static LiveCluster cluster(int taskManagers, int parallelism, Duration idleness) {
    return LiveCluster.start(
        0,
        new LocalFlink.Size(0, taskManagers, parallelism, Duration.ofMillis(500)),
        idleness,
        Duration.ofMinutes(1),
        new Progress(new PrintWriter(Writer.nullWriter())));
  }

  @Test
  void whatLeavesTheJobIsTheReferencesAndNothingElse() throws IOException {
    try (LiveCluster cluster = cluster(1, 2, NOTHING_LATE);
        JobFeed feed = feed(cluster);
        TapePlayer player = TapePlayer.start(feed, recording, Double.POSITIVE_INFINITY)) {
      awaitAll(cluster, player, NOTHING_LATE);
      requireReference(cluster);
    }
  }

  /** Every transition once; every trigger once or more, and by the rule the same ones. */
  private void requireReference(LiveCluster cluster) throws IOException {
    ReferenceTriggers reference = ReferenceTriggers.of(recording);
    Topics topics = topics(cluster);
    assertThat(reference.triggers()).as("seed %d", SEED).hasSizeGreaterThan(200);
    List<HealthTransition> transitions = new ArrayList<>();
    for (io.breakwater.margin.trigger.HealthTransition transition : reference.transitions()) {
      transitions.add(
          HealthTransition.fromByteBuffer(
              HealthTransitionRecords.toAvro(transition).toByteBuffer()));
    }
    List<HealthTransition> committed =
        committed(cluster, topics.accountHealth(), HealthTransition::fromByteBuffer);
    committed.forEach(transition -> transition.setMarketSequence(0));
    assertThat(committed).as("seed %d", SEED).hasSameSizeAs(transitions);
    requireSame(committed, transitions);

    List<LiquidationTrigger> expected = new ArrayList<>();
    for (io.breakwater.margin.trigger.LiquidationTrigger trigger : reference.triggers()) {
      expected.add(
          LiquidationTrigger.fromByteBuffer(
              LiquidationTriggerRecords.toAvro(TriggerMessage.of(trigger)).toByteBuffer()));
    }
    List<LiquidationTrigger> triggers =
        committed(cluster, topics.liquidationTriggers(), LiquidationTrigger::fromByteBuffer);
    triggers.forEach(trigger -> trigger.setMarketSequence(0));
    requireSame(triggers, expected);
    assertThat(openEpisodes(triggers)).as("seed %d", SEED).isEqualTo(openEpisodes(expected));
  }

  /** The same records, however often; says the first few that differ. */
  private static void requireSame(List<?> actual, List<?> expected) {
    assertThat(firstMissing(expected, actual)).as("missing, seed %d", SEED).isEmpty();
    assertThat(firstMissing(actual, expected)).as("not expected, seed %d", SEED).isEmpty();
  }

  /** By their texts: Avro cannot compare decimals in optional fields of arrays. */
  private static List<String> firstMissing(List<?> from, List<?> in) {
    Set<String> there = in.stream().map(Object::toString).collect(Collectors.toSet());
    return from.stream()
        .map(Object::toString)
        .filter(record -> !there.contains(record))
        .limit(3)
        .toList();
  }

  private static Set<TriggerId> openEpisodes(List<LiquidationTrigger> triggers) {
    TriggerLog log = new TriggerLog();
    triggers.forEach(
        trigger ->
            log.add(
                0,
                trigger.getEpoch(),
                TriggerId.parse(trigger.getId()),
                trigger.getDecision(),
                trigger.getKind() != TriggerKind.WITHDRAWN));
    return log.open();
  }

  @Test
  void killedTaskManagerLosesNothingAndDoublesNothing() throws IOException {
    double speed = 400;
    try (LiveCluster cluster = cluster(2, 2, NOTHING_LATE);
        JobFeed feed = feed(cluster);
        ReadProgress progress = progress(cluster);
        TapePlayer player = TapePlayer.start(feed, recording, speed)) {
      await("a quarter of the tape", () -> player.ticks() > recording.tickCount() / 4);
      ReadProgress.Mark quarter = progress.mark(topics(cluster).prices());
      await("a checkpoint", () -> progress.hasPassed(quarter));
      cluster.flink().replaceTaskManager(0);
      awaitAll(cluster, player, NOTHING_LATE);
      requireReference(cluster);
    }
  }

  @Test
  void keeperClosesEveryEpisode() throws IOException {
    double speed = 1_000;
    try (LiveCluster cluster = cluster(1, 2);
        JobFeed feed = feed(cluster);
        TapePlayer player = TapePlayer.start(feed, recording, speed);
        Keeper keeper = Keeper.start(keeperOf(cluster, player))) {
      await("the end of the tape", player::isFinished);
      await("no open episode", () -> keeper.totals().open() == 0);
      awaitAll(cluster, player);
      assertThat(keeper.totals().closed()).as("seed %d", SEED).isGreaterThan(50);
      requireGaplessClosedEpisodes(
          committed(
              cluster, topics(cluster).liquidationTriggers(), LiquidationTrigger::fromByteBuffer));
      assertThat(committed(cluster, topics(cluster).rejectedRecords(), bytes -> bytes)).isEmpty();
    }
  }

  private static Keeper.Setup keeperOf(LiveCluster cluster, TapePlayer player) {
    Topics topics = topics(cluster);
    return new Keeper.Setup(
        cluster.bootstrapServers(),
        topics.liquidationTriggers(),
        topics.accounts(),
        Duration.ofMillis(50),
        Set.of(),
        player::timeMicros);
  }

  private static void requireGaplessClosedEpisodes(List<LiquidationTrigger> triggers) {
    Map<String, TriggerId> last = new HashMap<>();
    Map<String, TriggerKind> kinds = new HashMap<>();
    for (LiquidationTrigger trigger : triggers) {
      TriggerId id = TriggerId.parse(trigger.getId());
      TriggerId before = last.put(trigger.getAccount(), id);
      boolean enters = trigger.getKind() == TriggerKind.ENTERED;
      long episode = before == null ? 0 : before.episode();
      assertThat(id)
          .isEqualTo(
              new TriggerId(
                  trigger.getAccount(),
                  enters ? episode + 1 : episode,
                  enters ? 1 : before.step() + 1));
      kinds.put(trigger.getAccount(), trigger.getKind());
    }
    assertThat(kinds.values()).isNotEmpty().containsOnly(TriggerKind.WITHDRAWN);
  }

  @Test
  void whatCannotBeUsedIsRejectedWithItsPlaceAndTheJobGoesOn() throws IOException {
    try (LiveCluster cluster = cluster(1, 1)) {
      Topics topics = topics(cluster);
      byte[] garbage = "no record".getBytes(StandardCharsets.UTF_8);
      for (String topic :
          List.of(topics.prices(), topics.accounts(), topics.instruments(), topics.policy())) {
        writeTo(cluster, topic, "key", garbage);
      }
      byte[] negative = negativePrice();
      writeTo(cluster, topics.prices(), "BTCUSDT", negative);

      try (JobFeed feed = feed(cluster);
          TapePlayer player = TapePlayer.start(feed, recording, Double.POSITIVE_INFINITY)) {
        awaitAll(cluster, player);
      }
      List<RejectedRecord> rejected =
          committed(cluster, topics.rejectedRecords(), RejectedRecord::fromByteBuffer);
      assertThat(rejected)
          .extracting(RejectedRecord::getTopic)
          .containsExactlyInAnyOrder(
              topics.prices(),
              topics.prices(),
              topics.accounts(),
              topics.instruments(),
              topics.policy());
      assertThat(rejected)
          .allSatisfy(record -> assertThat(record.getMessage()).isNotBlank())
          .allSatisfy(record -> assertThat(record.getOffset()).isBetween(0L, 1L));
      assertThat(rejected)
          .filteredOn(record -> record.getReason().name().equals("UNDECODABLE"))
          .hasSize(4)
          .allSatisfy(record -> assertThat(record.getRaw()).isEqualTo(ByteBuffer.wrap(garbage)));
      assertThat(rejected)
          .filteredOn(record -> record.getReason().name().equals("NON_POSITIVE_PRICE"))
          .singleElement()
          .satisfies(record -> assertThat(record.getRaw()).isEqualTo(ByteBuffer.wrap(negative)));
      requireReference(cluster);
    }
  }

  private static byte[] negativePrice() throws IOException {
    io.breakwater.schemas.OraclePrice price =
        OraclePriceRecords.toAvro(
            new OraclePrice("BTCUSDT", null, "", BigDecimal.ONE, null, 1, 1, Origin.NONE));
    price.setValue(price.getValue().negate());
    ByteBuffer buffer = price.toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void writeTo(LiveCluster cluster, String topic, String key, byte[] value) {
    try (TopicWriter<RejectedRecord> writer =
        new TopicWriter<>(cluster.bootstrapServers(), topic, RejectedRecord.class)) {
      writer.write(key, value);
      writer.flush();
    }
  }

  /** A feed whose book the job has read. */
  private JobFeed feed(LiveCluster cluster) {
    JobFeed feed = new JobFeed(cluster.bootstrapServers(), topics(cluster));
    try (ReadProgress progress = progress(cluster)) {
      feed.writeBook(recording);
      ReadProgress.Mark book =
          progress.mark(
              topics(cluster).instruments(), topics(cluster).policy(), topics(cluster).accounts());
      await("the book to be read", () -> progress.hasPassed(book));
    }
    return feed;
  }

  private static ReadProgress progress(LiveCluster cluster) {
    return new ReadProgress(cluster.bootstrapServers(), cluster.config().kafka().groupId());
  }

  private static Topics topics(LiveCluster cluster) {
    return cluster.config().kafka().topics();
  }

  /** Waits until the tape is played, and the job has passed its end twice. */
  private static void awaitAll(LiveCluster cluster, TapePlayer player) {
    await("the end of the tape", player::isFinished);
    try (ReadProgress progress = progress(cluster)) {
      // What was read before the first mark is decided, and committed, by the second.
      for (int i = 0; i < 2; i++) {
        long time = player.timeMicros() + Duration.ofHours(1).toNanos() / 1_000;
        await("later prices", () -> player.timeMicros() > time);
        ReadProgress.Mark mark =
            progress.mark(topics(cluster).prices(), topics(cluster).accounts());
        await("the job to read", () -> progress.hasPassed(mark));
      }
    }
  }

  /** The same where silent topics hold the clock for so long after their last record was read. */
  private static void awaitAll(LiveCluster cluster, TapePlayer player, Duration idleness) {
    awaitAll(cluster, player);
    long silentUntil = System.nanoTime() + idleness.plus(POLL).toNanos();
    await("silence", () -> System.nanoTime() > silentUntil);
    awaitAll(cluster, player);
  }

  private static void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(limit);
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a value. */
  private interface Decoder<T> {
    T decode(ByteBuffer bytes) throws IOException;
  }

  /** Everything that is committed in a topic, in the order of its partitions. */
  private static <T> List<T> committed(LiveCluster cluster, String topic, Decoder<T> decoder)
      throws IOException {
    List<T> values = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofCommitted(cluster.bootstrapServers(), topic)) {
      int silentPolls = 0;
      while (silentPolls < 5) {
        silentPolls++;
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          values.add(decoder.decode(ByteBuffer.wrap(record.value())));
          silentPolls = 0;
        }
      }
    }
    return values;
  }
}
