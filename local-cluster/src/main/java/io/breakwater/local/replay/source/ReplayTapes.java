package io.breakwater.local.replay.source;

import io.breakwater.local.input.AccountFeed;
import io.breakwater.local.input.OrderedLines;
import io.breakwater.local.input.PriceTape;
import io.breakwater.local.input.Recording;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import java.io.IOException;

/**
 * The events of a recording, stream by stream.
 *
 * @param factors the book's factors and those of the parameter file
 * @param instruments the book's parameters and those of the parameter file
 * @param policy the book's policy and those of the parameter file
 * @param accounts the book's accounts and the account feed
 * @param depth the depth file
 * @param funds the fund file
 * @param prices the book's prices and those of the price files
 */
public record ReplayTapes(
    Tape<FactorUpdate> factors,
    Tape<InstrumentUpdate> instruments,
    Tape<PolicyUpdate> policy,
    Tape<AccountUpdate> accounts,
    Tape<DepthUpdate> depth,
    Tape<FundUpdate> funds,
    Tape<OraclePrice> prices) {

  /** How many tapes there are. */
  public static final int COUNT = 7;

  public static ReplayTapes of(Recording recording) {
    return new ReplayTapes(
        () -> IteratorReader.of(recording.allFactors(), FactorUpdate::time),
        () -> IteratorReader.of(recording.allInstruments(), InstrumentUpdate::time),
        () -> IteratorReader.of(recording.allPolicies(), PolicyUpdate::time),
        () -> accounts(recording),
        () -> depth(recording),
        () -> funds(recording),
        () -> prices(recording));
  }

  private static TapeReader<AccountUpdate> accounts(Recording recording) throws IOException {
    TapeReader<AccountUpdate> book =
        IteratorReader.of(recording.bookAccounts(), AccountUpdate::time);
    if (!recording.hasAccountFeed()) {
      return book;
    }
    AccountFeed feed = recording.accountFeed();
    long start = Math.min(0, recording.bookTime());
    return new MergedReader<>(book, new IteratorReader<>(feed, feed, AccountUpdate::time, start));
  }

  private static TapeReader<DepthUpdate> depth(Recording recording) {
    OrderedLines<DepthUpdate> lines = recording.depth();
    return new IteratorReader<>(
        lines, lines, update -> update.depth().time(), Math.min(0, recording.bookTime()));
  }

  private static TapeReader<FundUpdate> funds(Recording recording) {
    OrderedLines<FundUpdate> lines = recording.funds();
    return new IteratorReader<>(
        lines, lines, update -> update.fund().time(), Math.min(0, recording.bookTime()));
  }

  /** The same but for the prices. */
  public ReplayTapes withPrices(Tape<OraclePrice> others) {
    return new ReplayTapes(factors, instruments, policy, accounts, depth, funds, others);
  }

  private static TapeReader<OraclePrice> prices(Recording recording) throws IOException {
    PriceTape ticks = recording.ticks();
    return new MergedReader<>(
        IteratorReader.of(recording.bookPrices(), OraclePrice::publishTime),
        new IteratorReader<>(ticks, ticks, OraclePrice::publishTime, recording.bookTime()));
  }
}
