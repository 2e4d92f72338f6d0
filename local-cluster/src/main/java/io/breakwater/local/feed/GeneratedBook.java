package io.breakwater.local.feed;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.MarginTier;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A seeded book: the contracts that a tape quotes as perpetuals with their published tiers, assets
 * priced by their perpetuals, the default policy, and accounts as {@link AccountGenerator} draws
 * them. It is written account by account, so its size is limited by the disk alone.
 */
public final class GeneratedBook {
  private static final List<String> MOST_TRADED = List.of("BTCUSDT", "ETHUSDT");

  /** Notional that would move a price by all of it: 100 million move it by 1 %. */
  private static final double WHOLE_DEPTH = 1e10;

  private static final String LIQUIDATION_FEE = "0.005";

  private final List<Contract> contracts;
  private final List<AccountGenerator.PricedAsset> assets;
  private final AccountGenerator generator;
  private final long accounts;
  private final List<JudgedContract> judged;

  /**
   * A book at the prices with which a tape begins.
   *
   * @param prices first price of each contract
   * @param accounts how many
   * @param seed of all that is drawn
   * @param judged those of the contracts that are judged
   */
  GeneratedBook(
      Map<String, BigDecimal> prices, long accounts, long seed, List<JudgedContract> judged) {
    PublishedTiers tiers = PublishedTiers.load();
    this.contracts =
        prices.keySet().stream()
            .sorted(byTrade())
            .map(id -> Contract.of(id, prices.get(id), tiers.of(id)))
            .toList();
    this.assets = new ArrayList<>();
    for (Contract contract : contracts) {
      Optional<CollateralAsset> asset = CollateralAsset.quotedBy(contract.id());
      asset.ifPresent(a -> assets.add(new AccountGenerator.PricedAsset(a, contract.price())));
    }
    this.generator = new AccountGenerator(seed, contracts, assets);
    this.accounts = accounts;
    this.judged = List.copyOf(judged);
  }

  /** The most traded first, the others by name. */
  private static Comparator<String> byTrade() {
    return Comparator.<String>comparingInt(
            id -> MOST_TRADED.contains(id) ? MOST_TRADED.indexOf(id) : MOST_TRADED.size())
        .thenComparing(Comparator.naturalOrder());
  }

  /** Writes it as a book file. The stream is left open. */
  public void write(OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new OneElementALine());
      json.writeStartObject();
      writeFactors(json);
      writeInstruments(json);
      writePrices(json);
      writeAccounts(json);
      json.writeEndObject();
    }
  }

  private void writeFactors(JsonGenerator json) throws IOException {
    if (judged.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("factors");
    for (JudgedContract contract : judged) {
      json.writeStartObject();
      json.writeStringField("id", contract.id());
      json.writeObjectFieldStart("oracle");
      json.writeArrayFieldStart("sources");
      for (String source : contract.sources()) {
        json.writeStartObject();
        json.writeStringField("source", source);
        json.writeNumberField("heartbeatSeconds", contract.heartbeatSeconds());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeInstruments(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("instruments");
    for (Contract contract : contracts) {
      writeContract(json, contract);
    }
    writeAsset(json, CollateralAsset.STABLE);
    for (AccountGenerator.PricedAsset asset : assets) {
      writeAsset(json, asset.asset());
    }
    json.writeEndArray();
  }

  private static void writeContract(JsonGenerator json, Contract contract) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", contract.id());
    json.writeStringField("kind", "PERPETUAL");
    json.writeArrayFieldStart("tiers");
    for (MarginTier tier : contract.tiers().tiers()) {
      json.writeStartObject();
      writeDecimal(json, "notionalFrom", tier.notionalFrom());
      writeDecimal(json, "rate", tier.rate());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("liquidationFeeRate", LIQUIDATION_FEE);
    json.writeObjectFieldStart("impact");
    json.writeStringField("model", "LINEAR");
    writeDecimal(json, "depth", contract.size(WHOLE_DEPTH));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeAsset(JsonGenerator json, CollateralAsset asset) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", asset.id());
    json.writeStringField("kind", "ASSET");
    json.writeStringField("depositWeight", asset.depositWeight());
    json.writeStringField("debtWeight", asset.debtWeight());
    json.writeStringField("liquidationFeeRate", asset.liquidationFeeRate());
    json.writeEndObject();
  }

  private void writePrices(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("prices");
    for (Contract contract : contracts) {
      writeDecimal(json, contract.id(), contract.price());
    }
    writeDecimal(json, CollateralAsset.STABLE.id(), BigDecimal.ONE);
    for (AccountGenerator.PricedAsset asset : assets) {
      writeDecimal(json, asset.asset().id(), asset.price());
    }
    json.writeEndObject();
  }

  private void writeAccounts(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("accounts");
    for (long number = 0; number < accounts; number++) {
      writeAccount(json, generator.account(number));
    }
    json.writeEndArray();
  }

  private static void writeAccount(JsonGenerator json, Account account) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", account.id());
    writeDecimal(json, "cash", account.cash());
    json.writeArrayFieldStart("balances");
    for (Balance balance : account.balances()) {
      json.writeStartObject();
      json.writeStringField("instrument", balance.instrument());
      writeDecimal(json, "amount", balance.signedAmount());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("positions");
    for (Position position : account.positions()) {
      json.writeStartObject();
      json.writeStringField("instrument", position.instrument());
      writeDecimal(json, "size", position.size());
      writeDecimal(json, "entryPrice", position.entryPrice());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeDecimal(JsonGenerator json, String name, BigDecimal value)
      throws IOException {
    json.writeStringField(name, value.toPlainString());
  }
}
