package io.breakwater.local.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.Level;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StoredAccountTest {

  @Test
  void comesOutAsItWentIn() {
    AccountBook book = AccountBook.of(Workload.of("wide"));
    try (Serde<AccountRecord> serde = StoredAccount.serde()) {
      for (int i = 0; i < 100; i++) {
        AccountRecord opened = AccountLedger.apply(AccountRecord.EMPTY, book.account(i)).account();
        AccountRecord account = opened.with(Standing.at(Level.SEVERE, 3, 2));
        byte[] bytes = serde.serializer().serialize("", account);
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(account);
      }
    }
  }

  @Test
  void holdersAreFoundByTheirInstrument() {
    byte[] key = Holder.key(42, "account-7");
    assertThat(key).startsWith(Holder.prefix(42));
    assertThat(Holder.account(key)).isEqualTo("account-7");
  }
}
