package io.breakwater.stream;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.stream.desk.AccountStore;
import io.breakwater.stream.wire.Codecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * Accounts in keyed state, one value each, written behind: what changed is kept on the heap, at
 * most as many accounts as the cap, and {@link #flush} writes it before every barrier.
 *
 * <p>A closed account moves to a state of its own, whose values expire.
 */
final class KeyedAccountStore implements AccountStore {
  /** Name of the state that holds accounts. */
  static final String ACCOUNTS = "accounts";

  /** Name of the state that holds closed accounts until they expire. */
  static final String TOMBSTONES = "closed-accounts";

  private final KeyedStateBackend<String> backend;
  private final Consumer<String> setCurrentKey;
  private final ValueStateDescriptor<AccountRecord> accountsDescriptor =
      new ValueStateDescriptor<>(ACCOUNTS, Codecs.ACCOUNT_RECORD);
  private final ValueState<AccountRecord> accounts;
  private final ValueState<AccountRecord> tombstones;
  private final Map<String, AccountRecord> unwritten = new HashMap<>();
  private final int cap;

  /** How states are had: the operator's own method. */
  interface States {
    ValueState<AccountRecord> get(ValueStateDescriptor<AccountRecord> descriptor);
  }

  /**
   * @param cap most accounts that wait to be written, above 0
   * @param tombstoneTimeToLive how long a closed account is remembered
   */
  KeyedAccountStore(
      KeyedStateBackend<String> backend,
      States states,
      Consumer<String> setCurrentKey,
      int cap,
      Duration tombstoneTimeToLive) {
    this.backend = backend;
    this.setCurrentKey = setCurrentKey;
    this.cap = cap;
    this.accounts = states.get(accountsDescriptor);
    ValueStateDescriptor<AccountRecord> tombstone =
        new ValueStateDescriptor<>(TOMBSTONES, Codecs.ACCOUNT_RECORD);
    tombstone.enableTimeToLive(StateTtlConfig.newBuilder(tombstoneTimeToLive).build());
    this.tombstones = states.get(tombstone);
  }

  @Override
  public AccountRecord get(String account) {
    AccountRecord recent = unwritten.get(account);
    if (recent != null) {
      return recent;
    }
    setCurrentKey.accept(account);
    try {
      AccountRecord open = accounts.value();
      if (open != null) {
        return open;
      }
      AccountRecord closed = tombstones.value();
      return closed == null ? AccountRecord.EMPTY : closed;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read account " + account, e);
    }
  }

  @Override
  public void put(String account, AccountRecord record) {
    unwritten.put(account, record);
    if (unwritten.size() >= cap) {
      flush();
    }
  }

  /** Accounts that wait to be written. */
  int unwritten() {
    return unwritten.size();
  }

  /** Writes all that waits to be written. */
  void flush() {
    unwritten.forEach(this::write);
    unwritten.clear();
  }

  private void write(String account, AccountRecord record) {
    setCurrentKey.accept(account);
    try {
      if (record.isEmpty()) {
        accounts.clear();
      } else if (record.status() == AccountRecord.Status.CLOSED) {
        accounts.clear();
        tombstones.update(record);
      } else {
        accounts.update(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write account " + account, e);
    }
  }

  @Override
  public void forEach(BiConsumer<String, AccountRecord> visitor) {
    flush();
    try {
      backend.applyToAllKeys(
          VoidNamespace.INSTANCE,
          VoidNamespaceSerializer.INSTANCE,
          accountsDescriptor,
          (account, state) -> visitor.accept(account, state.value()));
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the accounts from keyed state", e);
    }
  }
}
