package io.breakwater.local.bench.streams;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.peer.PeerMessage;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Accounts in a store by partition; prices in every partition, beside the accounts.
 *
 * <p>Updates of a {@code GlobalKTable} or of a global store trigger nothing, says the
 * documentation; who must react to each price needs the Processor API with prices as an input of
 * the task that has the accounts. A join by foreign key would react too, but takes an old price out
 * of an account's sum before it puts the new one in, as SQL does, through two topics more.
 */
final class LevelsTopology {
  static final String ACCOUNTS = "accounts";
  static final String HOLDERS = "holders";
  static final String PRICES = "prices";
  static final String CHANGES = "changes";
  static final String TRIGGERS = "triggers";

  private static final String PROCESSOR = "levels";
  private static final String ACCOUNT_SOURCE = "account-source";
  private static final String PRICE_SOURCE = "price-source";

  private LevelsTopology() {}

  static Topology of(AccountBook book) {
    ByteArrayDeserializer read = new ByteArrayDeserializer();
    ByteArraySerializer write = new ByteArraySerializer();
    Topology topology =
        new Topology()
            .addSource(ACCOUNT_SOURCE, read, read, PeerMessage.ACCOUNTS)
            .addSource(PRICE_SOURCE, read, read, PeerMessage.PRICES)
            .addProcessor(PROCESSOR, () -> new LevelsProcessor(book), ACCOUNT_SOURCE, PRICE_SOURCE)
            .addSink(CHANGES, PeerMessage.CHANGES, write, write, PROCESSOR)
            .addSink(TRIGGERS, PeerMessage.TRIGGERS, write, write, PROCESSOR);
    List.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(ACCOUNTS),
                    Serdes.String(),
                    StoredAccount.serde())
                .withCachingEnabled(),
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(HOLDERS), Serdes.ByteArray(), Serdes.ByteArray()),
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(PRICES), Serdes.Integer(), Serdes.ByteArray())
                .withCachingEnabled())
        .forEach(store -> topology.addStateStore(store, PROCESSOR));
    return topology;
  }
}
