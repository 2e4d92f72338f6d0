package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.BenchCluster;
import io.breakwater.local.bench.stage.Measurement;
import io.breakwater.local.bench.stage.Pipeline;
import io.breakwater.local.bench.stage.Runner;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.bench.stage.StageRunner;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a stage with Kafka in its path, for who can only be fed so: ticks come from a topic into
 * which they were written before, and changes of level and triggers are written to topics.
 */
public record KafkaStageRunner(StageRunner runner) implements Runner {
  private static final String TICKS = "kafka-ticks";

  @Override
  public Measurement run(RunningBench run) {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      String servers = broker.bootstrapServers();
      write(run, servers);
      try (BenchCluster cluster =
          BenchCluster.start(
              run.name(), run.parallelism(), runner.stateBackend(), new Configuration())) {
        StreamExecutionEnvironment env = cluster.environment();
        DataStream<MarketEvent> market = Pipeline.opening(env, run).union(ticks(env, run, servers));
        SingleOutputStreamOperator<TriggerMessage> triggers =
            Pipeline.build(env, runner.stage(), run, market);
        triggers
            .getSideOutput(AccountMargin.TRANSITIONS)
            .sinkTo(new TopicSink.Transitions(run.name(), servers))
            .uid("transitions-to-kafka")
            .name("transitions-to-kafka");
        triggers
            .sinkTo(new TopicSink.Triggers(run.name(), servers))
            .uid("triggers-to-kafka")
            .name("triggers-to-kafka");
        cluster.await(cluster.submit(env));
        return runner.measured(run);
      }
    }
  }

  private static void write(RunningBench run, String servers) {
    StreamsFeed.createTopics(servers, 1);
    try (StreamsFeed feed = new StreamsFeed(servers, 1)) {
      for (int tick = 0; tick < run.tape().size(); tick++) {
        feed.price(run.tape().event(tick));
      }
    }
  }

  private static DataStream<MarketEvent> ticks(
      StreamExecutionEnvironment env, RunningBench run, String servers) {
    KafkaSource<MarketEvent> source =
        KafkaSource.<MarketEvent>builder()
            .setBootstrapServers(servers)
            .setTopics(PeerMessage.PRICES)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setValueOnlyDeserializer(new TickSchema(run.name()))
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), TICKS, Codecs.MARKET_EVENT)
        .setParallelism(1)
        .uid(TICKS)
        .name(TICKS);
  }
}
