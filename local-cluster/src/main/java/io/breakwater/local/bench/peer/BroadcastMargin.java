package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.load.PeerMarket;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Element;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.Decision;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Episodes;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
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
public final class BroadcastMargin
    extends KeyedBroadcastProcessFunction<String, AccountUpdate, MarketEvent, TriggerMessage> {
  /** The market by the sequence of its events' instruments, as the pattern asks for. */
  public static final MapStateDescriptor<String, MarketEvent> PRICES =
      new MapStateDescriptor<>("prices", Types.STRING, Codecs.MARKET_EVENT);

  private static final long serialVersionUID = 1L;
  private static final ValueStateDescriptor<AccountRecord> ACCOUNTS =
      new ValueStateDescriptor<>("accounts", Codecs.ACCOUNT_RECORD);

  private transient PeerMarket market;
  private transient MarginModel model;
  private transient Episodes episodes;
  private transient ValueState<AccountRecord> accounts;

  @Override
  public void open(OpenContext context) {
    market = new PeerMarket();
    model = MarginModels.all();
    episodes = new Episodes(model, market);
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
    Occasion occasion = new Occasion(update.time(), 0, Cause.account(update.sequence()));
    Episodes.Step step = advance(record, account, decision, occasion);
    accounts.update(step.account());
    context.output(AccountMargin.TRANSITIONS, step.transition());
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
    Occasion occasion = new Occasion(event.time(), event.marketSequence(), cause);
    context.applyToKeyedState(
        ACCOUNTS,
        (id, state) -> {
          AccountRecord record = state.value();
          if (holds(record, instrument)) {
            Account account = record.account(id);
            Decision decision = model.decide(account, record.level(), market);
            if (decision.level() != record.level()) {
              Episodes.Step step = advance(record, account, decision, occasion);
              state.update(step.account());
              context.output(AccountMargin.TRANSITIONS, step.transition());
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

  private Episodes.Step advance(
      AccountRecord record, Account account, Decision decision, Occasion occasion) {
    Standing after = record.standing().decided(decision.level(), decision.level(), 0);
    return episodes.advance(record, account, after, decision.valuation(), occasion);
  }
}
