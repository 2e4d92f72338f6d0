package io.breakwater.local.bench;

import io.breakwater.margin.Account;
import io.breakwater.margin.AccountLedger;
import io.breakwater.margin.AccountRecord;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Cause;
import io.breakwater.margin.Decision;
import io.breakwater.margin.Element;
import io.breakwater.margin.Episode;
import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.LinearMarginModel;
import io.breakwater.margin.Position;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.MarketEvent;
import io.breakwater.stream.TriggerMessage;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The stage that decides as Flink's documentation builds it: prices are broadcast, and each visits
 * the keyed state of every account, of which those that hold the instrument are decided. Decisions
 * and records are the same as the job's.
 */
final class BroadcastMargin
    extends KeyedBroadcastProcessFunction<String, AccountUpdate, MarketEvent, TriggerMessage> {
  /** The market by the sequence of its events' instruments, as the pattern asks for. */
  static final MapStateDescriptor<String, MarketEvent> PRICES =
      new MapStateDescriptor<>("prices", Types.STRING, Codecs.MARKET_EVENT);

  private static final long serialVersionUID = 1L;
  private static final ValueStateDescriptor<AccountRecord> ACCOUNTS =
      new ValueStateDescriptor<>("accounts", Codecs.ACCOUNT_RECORD);

  private transient PeerMarket market;
  private transient LinearMarginModel model;
  private transient ValueState<AccountRecord> accounts;

  @Override
  public void open(OpenContext context) {
    market = new PeerMarket();
    model = new LinearMarginModel();
    accounts = getRuntimeContext().getState(ACCOUNTS);
  }

  @Override
  public void processElement(
      AccountUpdate update, ReadOnlyContext context, Collector<TriggerMessage> out)
      throws Exception {
    AccountRecord known = accounts.value();
    AccountRecord record =
        AccountLedger.apply(known == null ? AccountRecord.EMPTY : known, update).account();
    Account account = record.account(update.account());
    Decision decision = model.decide(account, record.level(), market);
    if (decision.level() == record.level()) {
      accounts.update(record);
      return;
    }
    Cause cause = Cause.account(update.sequence());
    HealthTransition transition = transition(account, record, decision, cause, update.time(), 0);
    Episode.Step step = Episode.advance(record, transition, market);
    accounts.update(step.account());
    context.output(AccountMargin.TRANSITIONS, transition);
    step.trigger().map(TriggerMessage::of).ifPresent(out::collect);
  }

  @Override
  public void processBroadcastElement(
      MarketEvent event, Context context, Collector<TriggerMessage> out) throws Exception {
    String instrument = market.apply(event);
    if (instrument == null) {
      return;
    }
    context.getBroadcastState(PRICES).put(instrument, event);
    Cause cause = Cause.price(instrument, market.quote(instrument));
    context.applyToKeyedState(
        ACCOUNTS,
        (id, state) -> {
          AccountRecord record = state.value();
          if (holds(record, instrument)) {
            Account account = record.account(id);
            Decision decision = model.decide(account, record.level(), market);
            if (decision.level() != record.level()) {
              HealthTransition transition =
                  transition(
                      account, record, decision, cause, event.time(), event.marketSequence());
              Episode.Step step = Episode.advance(record, transition, market);
              state.update(step.account());
              context.output(AccountMargin.TRANSITIONS, transition);
              step.trigger().map(TriggerMessage::of).ifPresent(out::collect);
            }
          }
        });
  }

  private static boolean holds(AccountRecord record, String instrument) {
    for (Element<Position> position : record.positions()) {
      if (position.value().instrument().equals(instrument)) {
        return true;
      }
    }
    return false;
  }

  private static HealthTransition transition(
      Account account,
      AccountRecord record,
      Decision decision,
      Cause cause,
      long time,
      long sequence) {
    return new HealthTransition(
        account.id(),
        time,
        sequence,
        record.lastSequence(),
        record.level(),
        decision.level(),
        cause,
        decision.valuation(),
        false);
  }
}
