package io.breakwater.local.replay;

import io.breakwater.local.command.Listing;
import io.breakwater.local.input.NamedFactors;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.reference.ReferenceEvents;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a recording was not decided at its end: accounts that cannot be valued, and deposits that
 * count for nothing. It follows from what the files hold, whatever the job did.
 */
final class Undecided {
  private int pending;
  private int uncounted;
  private final List<String> pendingNames = new ArrayList<>();
  private final List<String> uncountedNames = new ArrayList<>();

  private Undecided() {}

  /** Reads the accounts of a recording once more. */
  static Undecided of(Recording recording) {
    Undecided undecided = new Undecided();
    MarginModel model = MarginModels.all();
    EndMarket market = new EndMarket(recording);
    new ReferenceEvents(recording)
        .updates()
        .forEach(
            (id, updates) -> {
              AccountRecord record = AccountRecord.EMPTY;
              for (AccountUpdate update : updates) {
                record = AccountLedger.apply(record, update).account();
              }
              if (record.status() != AccountRecord.Status.CLOSED) {
                Account account = record.account(id);
                Appraisal appraisal = model.appraise(account, market);
                undecided.add(id, record.isOpen() ? appraisal : appraisal.ofParts());
              }
            });
    return undecided;
  }

  private void add(String account, Appraisal appraisal) {
    if (appraisal.isPending()) {
      pending++;
      name(account + ": " + appraisal.pending(), pendingNames);
    }
    if (!appraisal.unvalued().isEmpty()) {
      uncounted++;
      name(account + ": " + appraisal.unvalued().get(0).reason(), uncountedNames);
    }
  }

  private static void name(String words, List<String> names) {
    if (names.size() < Listing.SHOWN) {
      names.add(words);
    }
  }

  /** Accounts that cannot be valued. */
  int pending() {
    return pending;
  }

  /** The first of them by name, with why. */
  List<String> pendingNames() {
    return pendingNames;
  }

  /** Accounts with a deposit that counts for nothing. */
  int uncounted() {
    return uncounted;
  }

  /** The first of them by name, with why. */
  List<String> uncountedNames() {
    return uncountedNames;
  }

  /** What is known at the end, with no regard to what it is. */
  private static final class EndMarket implements Market {
    private final Map<String, InstrumentParameters> parameters = new HashMap<>();
    private final NamedFactors factors;
    private final Set<String> priced;
    private final RiskPolicy policy;

    EndMarket(Recording recording) {
      for (InstrumentUpdate update : recording.allInstruments()) {
        parameters.put(update.parameters().id(), update.parameters());
      }
      factors = recording.namedFactors();
      priced = recording.pricedFactors();
      List<PolicyUpdate> policies = recording.allPolicies();
      policy = policies.get(policies.size() - 1).policy();
    }

    @Override
    public InstrumentParameters parameters(String instrument) {
      return parameters.get(instrument);
    }

    @Override
    public BigDecimal value(String factor) {
      Product product = factors.product(factor);
      boolean known =
          product == null
              ? priced.contains(factor)
              : value(product.left()) != null && value(product.right()) != null;
      return known ? BigDecimal.ONE : null;
    }

    @Override
    public Product product(String factor) {
      return factors.product(factor);
    }

    @Override
    public RiskPolicy policy() {
      return policy;
    }
  }
}
