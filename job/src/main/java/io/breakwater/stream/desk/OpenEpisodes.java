package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.Episodes;
import io.breakwater.margin.trigger.Occasion;
import java.util.HashSet;
import java.util.Set;

/**
 * States all open episodes again when an epoch begins, for readers to whom what older epochs said
 * is void. An account that is pending is said to be open and held, and once more when it has been
 * decided.
 */
final class OpenEpisodes {
  private final MarginModel model;
  private final MarketView market;
  private final AccountTracking tracking;
  private final AccountStore store;
  private final DecisionOutput output;
  private final Episodes episodes;
  private final IntBuffer found = new IntBuffer();

  /** Accounts whose open episodes were restated without a value, which readers are still owed. */
  private final Set<String> restatedUnvalued = new HashSet<>();

  OpenEpisodes(
      MarginModel model,
      MarketView market,
      AccountTracking tracking,
      AccountStore store,
      DecisionOutput output) {
    this.model = model;
    this.market = market;
    this.tracking = tracking;
    this.store = store;
    this.output = output;
    this.episodes = new Episodes(model, market);
  }

  /** States all that is open. */
  void restate(Occasion occasion) {
    restatedUnvalued.clear();
    tracking.collectTriggered(found);
    for (int i = 0; i < found.size(); i++) {
      restate(tracking.mirror().id(found.get(i)), occasion);
    }
  }

  private void restate(String id, Occasion occasion) {
    AccountRecord record = store.get(id);
    Appraisal appraisal = tracking.appraise(id, record);
    Account account = appraisal.account();
    if (appraisal.isPending()) {
      restatedUnvalued.add(id);
      output.trigger(episodes.restate(record, account, null, occasion));
    } else {
      Valuation valuation = model.value(account, market);
      output.trigger(episodes.restate(record, account, valuation, occasion));
    }
  }

  /** An account was decided: what readers are owed of it is said, unless a trigger has said it. */
  void decided(
      AccountRecord before,
      AccountRecord after,
      Account account,
      Valuation valuation,
      Occasion occasion) {
    if (restatedUnvalued.isEmpty() || !restatedUnvalued.remove(account.id())) {
      return;
    }
    Level level = after.standing().triggered();
    if (level.isTriggered() && !level.isWorseThan(before.standing().triggered())) {
      output.trigger(episodes.restate(after, account, valuation, occasion));
    }
  }

  /** Nobody is owed anything of an account any more. */
  void forget(String account) {
    restatedUnvalued.remove(account);
  }
}
