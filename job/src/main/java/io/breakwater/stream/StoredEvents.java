package io.breakwater.stream;

import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.wire.Codecs;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** Market events in checkpoints, in their order; the same in all subtasks. */
final class StoredEvents {
  private final BroadcastState<Integer, MarketEvent> state;

  /**
   * @param name of the state
   */
  StoredEvents(OperatorStateStore store, String name) throws Exception {
    state = store.getBroadcastState(new MapStateDescriptor<>(name, Types.INT, Codecs.MARKET_EVENT));
  }

  /** What was written last. */
  List<MarketEvent> read() throws Exception {
    List<MarketEvent> events = new ArrayList<>();
    for (int i = 0; state.contains(i); i++) {
      events.add(state.get(i));
    }
    return events;
  }

  /** Writes events in place of all that was written before. */
  void write(List<MarketEvent> events) throws Exception {
    state.clear();
    for (int i = 0; i < events.size(); i++) {
      state.put(i, events.get(i));
    }
  }
}
