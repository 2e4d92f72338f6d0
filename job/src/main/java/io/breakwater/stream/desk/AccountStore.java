package io.breakwater.stream.desk;

import io.breakwater.margin.account.AccountRecord;
import java.util.function.BiConsumer;

/**
 * The truth about accounts: by id, as they are after the last event. Reads see every earlier write;
 * what is written may reach keyed state later, but before the next barrier.
 */
public interface AccountStore {
  /** What is kept of an account; {@link AccountRecord#EMPTY} when nothing is. */
  AccountRecord get(String account);

  /** Keeps what is known of an account from now on; {@link AccountRecord#EMPTY} keeps nothing. */
  void put(String account, AccountRecord record);

  /** Visits every account that keyed state holds, in any order. */
  void forEach(BiConsumer<String, AccountRecord> visitor);
}
