package io.breakwater.stream.desk;

import io.breakwater.margin.account.AccountRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Accounts in a map. */
final class MemoryAccounts implements AccountStore {
  private final Map<String, AccountRecord> records = new HashMap<>();

  @Override
  public AccountRecord get(String account) {
    return records.getOrDefault(account, AccountRecord.EMPTY);
  }

  @Override
  public void put(String account, AccountRecord record) {
    if (record.isEmpty()) {
      records.remove(account);
    } else {
      records.put(account, record);
    }
  }

  @Override
  public void forEach(BiConsumer<String, AccountRecord> visitor) {
    records.forEach(visitor);
  }
}
