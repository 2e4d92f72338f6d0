package io.breakwater.stream;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.wire.Codecs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** Account updates that are not due, in keyed state: by their account, so that they rescale. */
final class EarlyAccounts {
  static final ListStateDescriptor<AccountUpdate> DESCRIPTOR =
      new ListStateDescriptor<>("early-accounts", Codecs.ACCOUNT_UPDATE);

  private final ListState<AccountUpdate> state;
  private final Consumer<String> keySetter;
  private Set<String> written = new HashSet<>();

  /**
   * @param state of {@link #DESCRIPTOR}
   * @param keySetter makes an account the one whose state is meant
   */
  EarlyAccounts(ListState<AccountUpdate> state, Consumer<String> keySetter) {
    this.state = state;
    this.keySetter = keySetter;
  }

  /** Hands out all that is written. */
  void read(KeyedStateBackend<String> backend, Consumer<AccountUpdate> reader) throws Exception {
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        DESCRIPTOR,
        (account, updates) -> {
          written.add(account);
          updates.get().forEach(reader);
        });
  }

  /** Writes what waits now in place of what was written before. */
  void write(Map<String, List<AccountUpdate>> updates) throws Exception {
    for (String account : written) {
      if (!updates.containsKey(account)) {
        keySetter.accept(account);
        state.clear();
      }
    }
    for (Map.Entry<String, List<AccountUpdate>> entry : updates.entrySet()) {
      keySetter.accept(entry.getKey());
      state.update(entry.getValue());
    }
    written = new HashSet<>(updates.keySet());
  }
}
