package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;

/** Ticks from their topic; the first one waits until the accounts are taken in. */
final class TickSchema extends AbstractDeserializationSchema<MarketEvent> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient boolean begun;

  TickSchema(String run) {
    super(Codecs.MARKET_EVENT);
    this.run = run;
  }

  @Override
  public MarketEvent deserialize(byte[] bytes) {
    if (!begun) {
      begin();
    }
    return ((PeerMessage.Price) PeerMessage.of(bytes)).change();
  }

  private void begin() {
    try {
      RunningBench running = RunningBench.of(run);
      running.awaitAccounts();
      running.started();
      begun = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
