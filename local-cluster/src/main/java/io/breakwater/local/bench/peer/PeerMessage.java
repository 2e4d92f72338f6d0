package io.breakwater.local.bench.peer;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.value.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What is sent to the peer on Kafka Streams, and its bytes: as small as the job's own format. */
public sealed interface PeerMessage {
  /** Topic of accounts, by account, and of the marks among them. */
  String ACCOUNTS = "peer-accounts";

  /** Topic of prices and marks, all of them in every partition. */
  String PRICES = "peer-prices";

  /** Topic of changes of level, and of marks as they are passed on. */
  String CHANGES = "peer-changes";

  /** Topic of triggers. */
  String TRIGGERS = "peer-triggers";

  /** Key of a mark that is passed on; its value is the mark's number and a time. */
  String MARK_KEY = "#";

  /** What is done with a message of each kind. */
  interface Visitor<X extends Exception> {
    void account(AccountUpdate update) throws X;

    void price(MarketEvent.PriceChange change) throws X;

    void mark(Mark mark) throws X;
  }

  /** Calls the method of the visitor for this kind. */
  <X extends Exception> void accept(Visitor<X> visitor) throws X;

  /** The state of an account. */
  record Account(AccountUpdate update) implements PeerMessage {
    @Override
    public <X extends Exception> void accept(Visitor<X> visitor) throws X {
      visitor.account(update);
    }
  }

  /** A price. */
  record Price(MarketEvent.PriceChange change) implements PeerMessage {
    @Override
    public <X extends Exception> void accept(Visitor<X> visitor) throws X {
      visitor.price(change);
    }
  }

  /**
   * To be passed on when it is met, with the time at which it is.
   *
   * @param number that says which one it is
   */
  record Mark(int number) implements PeerMessage {
    @Override
    public <X extends Exception> void accept(Visitor<X> visitor) throws X {
      visitor.mark(this);
    }
  }

  /** Writes the bytes of messages. */
  record Writer(DataOutputStream out) implements Visitor<IOException> {
    @Override
    public void account(AccountUpdate update) throws IOException {
      out.writeByte(0);
      write(update, out);
    }

    @Override
    public void price(MarketEvent.PriceChange change) throws IOException {
      out.writeByte(1);
      write(change, out);
    }

    @Override
    public void mark(Mark mark) throws IOException {
      out.writeByte(2);
      out.writeInt(mark.number());
    }
  }

  /** The bytes of this message. */
  default byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      accept(new Writer(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The message with such bytes. */
  static PeerMessage of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (in.readByte()) {
        case 0 -> new Account(readAccount(in));
        case 1 -> new Price(readPrice(in));
        default -> new Mark(in.readInt());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(MarketEvent.PriceChange price, DataOutputStream out)
      throws IOException {
    out.writeLong(price.marketSequence());
    out.writeLong(price.time());
    out.writeInt(price.factor());
    out.writeLong(price.units());
    out.writeByte(price.scale());
    out.writeLong(price.sequence());
    out.writeLong(price.publishTime());
  }

  private static MarketEvent.PriceChange readPrice(DataInputStream in) throws IOException {
    return new MarketEvent.PriceChange(
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readByte(),
        in.readLong(),
        in.readLong());
  }

  private static void write(AccountUpdate update, DataOutputStream out) throws IOException {
    AccountChange.Snapshot state = (AccountChange.Snapshot) update.change();
    out.writeUTF(update.account());
    out.writeLong(update.sequence());
    out.writeLong(update.time());
    writeDecimal(state.cash(), out);
    out.writeInt(state.positions().size());
    for (Position position : state.positions()) {
      writePosition(position, out);
    }
  }

  private static AccountUpdate readAccount(DataInputStream in) throws IOException {
    String account = in.readUTF();
    long sequence = in.readLong();
    long time = in.readLong();
    BigDecimal cash = readDecimal(in);
    int size = in.readInt();
    List<Position> positions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      positions.add(readPosition(in));
    }
    AccountChange state = new AccountChange.Snapshot(cash, List.of(), positions);
    return new AccountUpdate(account, sequence, time, state, Origin.NONE);
  }

  /** Writes a position without leg and funding index, which the benchmark's book has not. */
  static void writePosition(Position position, DataOutputStream out) throws IOException {
    out.writeUTF(position.instrument());
    writeDecimal(position.size(), out);
    writeDecimal(position.entryPrice(), out);
  }

  /** Reads what {@link #writePosition} wrote. */
  static Position readPosition(DataInputStream in) throws IOException {
    return Position.of(in.readUTF(), readDecimal(in), readDecimal(in));
  }

  /** Writes scale, length and unscaled bytes. */
  static void writeDecimal(BigDecimal decimal, DataOutputStream out) throws IOException {
    byte[] unscaled = decimal.unscaledValue().toByteArray();
    out.writeByte(decimal.scale());
    out.writeByte(unscaled.length);
    out.write(unscaled);
  }

  /** Reads what {@link #writeDecimal} wrote. */
  static BigDecimal readDecimal(DataInputStream in) throws IOException {
    int scale = in.readByte();
    byte[] unscaled = in.readNBytes(in.readByte());
    return new BigDecimal(new BigInteger(unscaled), scale);
  }
}
