package io.breakwater.local.bench.micro;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Element;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What is kept of an account, without balances, as a POJO of Flink. */
public class PlainAccount {
  static final TypeInformation<PlainAccount> TYPE =
      Types.POJO(
          PlainAccount.class,
          Map.of(
              "status", Types.INT,
              "lastSequence", Types.LONG,
              "snapshotSequence", Types.LONG,
              "snapshotFingerprint", Types.LONG,
              "cash", Types.BIG_DEC,
              "cashSequence", Types.LONG,
              "positions", Types.LIST(Types.POJO(PlainPosition.class)),
              "level", Types.INT,
              "episode", Types.LONG,
              "step", Types.INT));

  public int status;
  public long lastSequence;
  public long snapshotSequence;
  public long snapshotFingerprint;
  public BigDecimal cash;
  public long cashSequence;
  public List<PlainPosition> positions;
  public int level;
  public long episode;
  public int step;

  /** For the serializer. */
  public PlainAccount() {}

  PlainAccount(AccountRecord account) {
    status = account.status().code();
    lastSequence = account.lastSequence();
    snapshotSequence = account.snapshotSequence();
    snapshotFingerprint = account.snapshotFingerprint();
    cash = account.cash().value();
    cashSequence = account.cash().sequence();
    positions = account.positions().stream().map(PlainPosition::new).toList();
    level = account.level().code();
    episode = account.standing().episode();
    step = account.standing().step();
  }

  AccountRecord account() {
    return new AccountRecord(
        AccountRecord.Status.ofCode(status),
        lastSequence,
        snapshotSequence,
        snapshotFingerprint,
        new Element<>(cash, cashSequence),
        List.of(),
        positions.stream().map(PlainPosition::position).toList(),
        Standing.at(Level.ofCode(level), episode, step));
  }
}
