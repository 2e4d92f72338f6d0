package io.breakwater.kafka;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import java.time.Instant;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The sources of the job.
 *
 * <p>A start without state reads accounts, risk factors, instruments, policy, depth and funds from
 * their first records: committed offsets never stand in for state, they are for monitoring. Prices
 * are read from now less their maximum age, since older ones could not be used; on the event clock,
 * from the first. Records of open or aborted transactions are not read.
 *
 * @param settings the Kafka cluster
 * @param watermarks how the sources tell the time
 */
public record KafkaSources(KafkaSettings settings, Watermarks watermarks) {
  static final String READ_COMMITTED = "read_committed";

  /** How an operator says that lost input is to be done without. */
  private static final String ACCEPTING = "breakwater.kafka.lost-input=ACCEPT";

  /** How an operator says that partitions without leader are to be done without. */
  private static final String PASSING = "breakwater.kafka.leaderless-partition=PASS";

  public KafkaSources {
    TrustedClasses.install();
  }

  /**
   * Prices; each result carries the type information given. Where a sink is exactly-once, this
   * source also gives the job's {@linkplain SignOfLife signs of life}.
   */
  public Source<Inbound<OraclePrice>, ?, ?> prices(TypeInformation<Inbound<OraclePrice>> type) {
    Source<Inbound<OraclePrice>, KafkaPartitionSplit, KafkaSourceEnumState> prices =
        source(
            settings.topics().prices(),
            OraclePriceRecords.INBOUND,
            OraclePrice::publishTime,
            type,
            firstPrices(Instant.now()));
    Delivery delivery = settings.delivery();
    return delivery.isTransactional()
        ? new LivingSource<>(prices, settings.clientProperties(), SignOfLife.id(delivery))
        : prices;
  }

  /** Account updates. */
  public Source<Inbound<AccountUpdate>, ?, ?> accounts(
      TypeInformation<Inbound<AccountUpdate>> type) {
    return source(
        settings.topics().accounts(),
        AccountUpdateRecords.INBOUND,
        AccountUpdate::time,
        type,
        OffsetsInitializer.earliest());
  }

  /** Risk factors with their parameters. */
  public Source<Inbound<FactorUpdate>, ?, ?> factors(TypeInformation<Inbound<FactorUpdate>> type) {
    return source(
        settings.topics().riskFactors(),
        RiskFactorParametersRecords.INBOUND,
        FactorUpdate::time,
        type,
        OffsetsInitializer.earliest());
  }

  /** Instruments with their parameters. */
  public Source<Inbound<InstrumentUpdate>, ?, ?> instruments(
      TypeInformation<Inbound<InstrumentUpdate>> type) {
    return source(
        settings.topics().instruments(),
        InstrumentParametersRecords.INBOUND,
        InstrumentUpdate::time,
        type,
        OffsetsInitializer.earliest());
  }

  /** Policies. */
  public Source<Inbound<PolicyUpdate>, ?, ?> policy(TypeInformation<Inbound<PolicyUpdate>> type) {
    return source(
        settings.topics().policy(),
        RiskPolicyRecords.INBOUND,
        PolicyUpdate::time,
        type,
        OffsetsInitializer.earliest());
  }

  /** What rests in the markets of instruments; null where there is no topic of it. */
  public Source<Inbound<DepthUpdate>, ?, ?> depth(TypeInformation<Inbound<DepthUpdate>> type) {
    return settings.topics().depth() == null
        ? null
        : source(
            settings.topics().depth(),
            MarketDepthRecords.INBOUND,
            update -> update.depth().time(),
            type,
            OffsetsInitializer.earliest());
  }

  /** Balances of insurance funds; null where there is no topic of them. */
  public Source<Inbound<FundUpdate>, ?, ?> funds(TypeInformation<Inbound<FundUpdate>> type) {
    return settings.topics().insuranceFund() == null
        ? null
        : source(
            settings.topics().insuranceFund(),
            InsuranceFundRecords.INBOUND,
            update -> update.fund().time(),
            type,
            OffsetsInitializer.earliest());
  }

  OffsetsInitializer firstPrices(Instant now) {
    return switch (watermarks.clock()) {
      case SYSTEM -> new SinceTime(now.minus(settings.priceMaximumAge()).toEpochMilli());
      case EVENT -> OffsetsInitializer.earliest();
    };
  }

  private <A extends SpecificRecordBase, T>
      Source<Inbound<T>, KafkaPartitionSplit, KafkaSourceEnumState> source(
          String topic,
          InboundRecord<A, T> record,
          Watermarks.Micros<T> time,
          TypeInformation<Inbound<T>> type,
          OffsetsInitializer start) {
    InboundDeserializationSchema<A, T> inbound =
        new InboundDeserializationSchema<>(
            record, settings.announced(), new EdgeClock(watermarks.clock()), type);
    WatchedSource<T> source =
        new WatchedSource<>(
            kafka(topic, new FetchedDeserializationSchema<>(inbound), start),
            switch (watermarks.clock()) {
              case SYSTEM -> catchUp(settings, watermarks);
              case EVENT -> eventClock(settings, watermarks, time);
            });
    return switch (settings.lostInput()) {
      case ACCEPT -> source;
      case STOP ->
          new GuardedSource<>(
              source, settings.clientProperties(), leaderlessPartition(), ACCEPTING);
    };
  }

  /** On the event clock no partition is done without: the output would depend on when it came. */
  private LeaderlessPartition leaderlessPartition() {
    return switch (watermarks.clock()) {
      case SYSTEM -> settings.leaderlessPartition();
      case EVENT -> LeaderlessPartition.WAIT;
    };
  }

  private static <T> WatchedSource.Readers<T> catchUp(
      KafkaSettings settings, Watermarks watermarks) {
    Properties client = settings.clientProperties();
    LeaderlessPartition leaderless = settings.leaderlessPartition();
    long lagMillis = watermarks.readinessLag().toMillis();
    return (kafka, thread) ->
        new CatchUpReader<>(
            kafka,
            leaderless,
            lagMillis,
            new EndWatch(client, CatchUpReader.purpose(thread, leaderless, PASSING)));
  }

  private static <T> WatchedSource.Readers<T> eventClock(
      KafkaSettings settings, Watermarks watermarks, Watermarks.Micros<T> time) {
    Properties client = settings.clientProperties();
    return (kafka, thread) ->
        new EventClockReader<>(
            kafka,
            inbound -> Watermarks.timestamp(inbound, time),
            watermarks,
            new EndWatch(client, EventClockReader.purpose(thread)));
  }

  private <R> KafkaSource<R> kafka(
      String topic, KafkaRecordDeserializationSchema<R> deserializer, OffsetsInitializer start) {
    return KafkaSource.<R>builder()
        .setProperties(settings.clientProperties())
        .setTopics(topic)
        .setGroupId(settings.groupId())
        .setClientIdPrefix(settings.groupId() + "-" + topic)
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED)
        .setProperty(
            KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
            String.valueOf(settings.partitionDiscovery().toMillis()))
        .setStartingOffsets(start)
        .setDeserializer(deserializer)
        .build();
  }
}
