package io.breakwater.local.replay;

import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The files of a replay over shared, derived and index factors, made from a seed: products of
 * products, indexes that grow, a product that rounds to zero at times, a factor that becomes known
 * late, scales that are restated, and parameters that contradict what stands.
 */
final class FactorFiles {
  static final long FIRST_TICK = 1_700_000_000_000L;

  /** The tick from which on the factor that comes late has values. */
  private static final int LATE = 300;

  private static final int TICKS = 1_500;
  private static final int STEP_MILLIS = 1_000;
  private static final String BOOK =
      """
      {
      "factors": [
       {"id": "restaked", "product": ["restaked/wstETH", "wstETH"]},
       {"id": "wstETH", "product": ["wstETH/ETH", "ETH"]},
       {"id": "wBTC", "scale": 3, "product": ["wBTC/BTC", "BTC"],
        "scheduled": [{"effectiveTime": %d, "terms": {"scale": 1}}]},
       {"id": "dust", "scale": 2, "product": ["dust/ETH", "ETH"]},
       {"id": "USDC-borrow", "kind": "BORROW_INDEX", "scale": 15},
       {"id": "wstETH/ETH", "scale": 9}
      ],
      "instruments": [
       {"id": "ETH", "kind": "ASSET", "depositWeight": "0.85", "debtWeight": "1.1", "borrowIndex": "ETH-borrow"},
       {"id": "WETH", "kind": "ASSET", "depositWeight": "0.85", "debtWeight": "1.1", "price": "ETH"},
       {"id": "wstETH", "kind": "ASSET", "depositWeight": "0.9", "debtWeight": "1.1", "supplyIndex": "wstETH-supply"},
       {"id": "USDC", "kind": "ASSET", "depositWeight": "0.95", "borrowIndex": "USDC-borrow", "supplyIndex": "USDC-supply"},
       {"id": "ETH-PERP", "kind": "PERPETUAL", "price": "ETH", "closingFeeRate": "0.0005",
        "tiers": [{"notionalFrom": "0", "rate": "0.01"}, {"notionalFrom": "5000", "rate": "0.03"}]},
       {"id": "ETHUSD", "kind": "INVERSE_PERPETUAL", "price": "ETH", "tiers": [{"rate": "0.01"}]},
       {"id": "BTC-PERP", "kind": "PERPETUAL", "price": "BTC", "tiers": [{"rate": "0.02"}]},
       {"id": "WBTC-PERP", "kind": "PERPETUAL", "price": "wBTC", "tiers": [{"rate": "0.02"}]},
       {"id": "RE-PERP", "kind": "FUTURE", "price": "restaked", "tiers": [{"rate": "0.02"}]},
       {"id": "DUST-PERP", "kind": "PERPETUAL", "price": "dust", "tiers": [{"rate": "0.05"}]}
      ],
      "policy": {"liquidateAtEquality": true, "warningExitMultiplier": "1.3"},
      "prices": {%s},
      "accounts": [
      %s
      ]
      }
      """;

  /** Observed factors with their first values. */
  private static final Map<String, Double> FIRST = first();

  /** What positions are opened at, and worth in ETH of 2000. */
  private static final Map<String, Double> CONTRACTS = contracts();

  private static final List<String> ASSETS = List.of("ETH", "WETH", "wstETH");

  private final SplittableRandom random;
  private final Path folder;
  private final int accounts;
  private final Map<String, Double> values = new LinkedHashMap<>(FIRST);

  private static Map<String, Double> first() {
    Map<String, Double> first = new LinkedHashMap<>();
    first.put("ETH", 2000.0);
    first.put("BTC", 30000.0);
    first.put("wstETH/ETH", 1.228);
    first.put("restaked/wstETH", 1.0016);
    first.put("wBTC/BTC", 0.999);
    first.put("dust/ETH", 0.00001);
    first.put("USDC", 1.0);
    first.put("ETH-borrow", 1.05);
    first.put("USDC-borrow", 1.1);
    first.put("USDC-supply", 1.08);
    first.put("wstETH-supply", 1.0);
    return first;
  }

  /** In one order in every JVM, since draws are made along it. */
  private static Map<String, Double> contracts() {
    Map<String, Double> contracts = new LinkedHashMap<>();
    contracts.put("ETH-PERP", 2000.0);
    contracts.put("BTC-PERP", 30000.0);
    contracts.put("WBTC-PERP", 29970.0);
    contracts.put("RE-PERP", 2460.0);
    contracts.put("DUST-PERP", 0.02);
    return contracts;
  }

  /**
   * @param accounts how many the book holds
   */
  FactorFiles(long seed, int accounts, Path folder) {
    this.random = new SplittableRandom(seed);
    this.accounts = accounts;
    this.folder = folder;
  }

  Recording.Sources write() throws IOException {
    return new Recording.Sources(
        file("book.json", book()),
        file("accounts.jsonl", feed()),
        file("parameters.jsonl", parameters()),
        List.of(PriceSource.of(file("ticks.csv", ticks()))),
        null,
        null);
  }

  private String book() {
    List<String> prices = new ArrayList<>();
    FIRST.forEach(
        (factor, value) -> {
          if (!factor.equals("wstETH-supply")) { // comes with its first tick
            prices.add("\"%s\": \"%s\"".formatted(factor, decimal(value)));
          }
        });
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      lines.add("{\"id\": \"acc%04d\", %s}".formatted(i, holdings()));
    }
    return BOOK.formatted(
        (FIRST_TICK + 700 * STEP_MILLIS) * 1000,
        String.join(", ", prices),
        String.join(",\n", lines));
  }

  /** Cash, balances and positions, more or less at their thresholds. */
  private String holdings() {
    List<String> balances = new ArrayList<>();
    List<String> positions = new ArrayList<>();
    double equity = 0;
    if (random.nextInt(3) > 0) {
      String asset = ASSETS.get(random.nextInt(ASSETS.size()));
      double amount = random.nextDouble(0.5, 3) * (random.nextInt(3) == 0 ? -1 : 1);
      balances.add(balance(asset, amount));
      equity += amount * (asset.equals("wstETH") ? 2456 : 2000);
    }
    if (random.nextInt(4) == 0) {
      double amount = random.nextDouble(100, 900);
      balances.add(balance("USDC", amount));
      equity += amount;
    }
    CONTRACTS.forEach(
        (contract, price) -> {
          if (random.nextInt(4) == 0) {
            double size = random.nextDouble(-3000, 3000) / price;
            positions.add(position(contract, size, price * random.nextDouble(0.99, 1.01)));
          }
        });
    if (random.nextInt(4) == 0) {
      positions.add(position("ETHUSD", Math.rint(random.nextDouble(-3000, 3000)), 2000));
    }
    if (random.nextInt(8) == 0) {
      positions.add(position("LATE-PERP", random.nextDouble(-5, 5), 300));
    }
    double owed = equity - random.nextDouble(-50, 400);
    if (random.nextInt(3) == 0) {
      return holdings(-owed, balances, positions);
    }
    balances.removeIf(balance -> balance.contains("\"USDC\""));
    balances.add(balance("USDC", -Math.abs(owed)));
    return holdings(0, balances, positions);
  }

  private static String holdings(double cash, List<String> balances, List<String> positions) {
    return "\"cash\": \"%s\", \"balances\": [%s], \"positions\": [%s]"
        .formatted(decimal(cash), String.join(", ", balances), String.join(", ", positions));
  }

  /** One in three says at which index it was stated. */
  private String balance(String asset, double amount) {
    String index = amount < 0 ? "borrowIndex" : "supplyIndex";
    boolean grows =
        asset.equals("USDC")
            || asset.equals("ETH") && amount < 0
            || asset.equals("wstETH") && amount > 0;
    String stated =
        grows && random.nextInt(3) == 0
            ? ", \"%s\": \"%s\"".formatted(index, decimal(random.nextDouble(0.98, 1.02)))
            : "";
    return "{\"instrument\": \"%s\", \"amount\": \"%s\"%s}"
        .formatted(asset, decimal(amount), stated);
  }

  private static String position(String contract, double size, double entry) {
    return "{\"instrument\": \"%s\", \"size\": \"%s\", \"entryPrice\": \"%s\"}"
        .formatted(contract, decimal(size), decimal(entry));
  }

  private String feed() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < accounts; i++) {
      long time = FIRST_TICK + random.nextInt(TICKS) * (long) STEP_MILLIS;
      String what = random.nextInt(12) == 0 ? "\"closed\": true" : holdings();
      lines.append(
          "{\"time_ms\": %d, \"account\": \"acc%04d\", \"sequence\": %d, %s}%n"
              .formatted(time, random.nextInt(accounts + 10), i, what));
    }
    return lines.toString();
  }

  /** The feed's lines that nothing can use are among them. */
  private String parameters() {
    return String.join(
        "\n",
        at(
            100,
            "factor",
            "{\"id\": \"wstETH\", \"scale\": 4, \"product\": [\"wstETH/ETH\", \"ETH\"]}"),
        at(
            200,
            "factor",
            "{\"id\": \"wstETH\", \"scale\": 1, \"product\": [\"wstETH/ETH\", \"ETH\"]}"),
        at(250, "factor", "{\"id\": \"late\", \"product\": [\"late/BTC\", \"BTC\"]}"),
        at(
            260,
            "instrument",
            "{\"id\": \"LATE-PERP\", \"kind\": \"PERPETUAL\", \"price\": \"late\", \"tiers\": [{\"rate\": \"0.02\"}]}"),
        at(300, "factor", "{\"id\": \"restaked\", \"product\": [\"ETH\", \"BTC\"]}"),
        at(350, "factor", "{\"id\": \"BTC\", \"product\": [\"ETH\", \"USDC\"]}"),
        at(400, "factor", "{\"id\": \"ETH\", \"scale\": 3}"),
        at(450, "factor", "{\"id\": \"ETH\", \"scale\": 0}"),
        at(
            500,
            "instrument",
            "{\"id\": \"USDC\", \"kind\": \"ASSET\", \"depositWeight\": \"0.9\", \"borrowIndex\": \"USDC-borrow\", \"supplyIndex\": \"USDC-supply\", \"priceScale\": 6}"),
        at(
            550,
            "factor",
            "{\"id\": \"USDC*USDC-borrow\", \"scale\": 4, \"product\": [\"USDC\", \"USDC-borrow\"]}"),
        at(
            600,
            "factor",
            "{\"id\": \"dust\", \"scale\": 17, \"product\": [\"dust/ETH\", \"ETH\"]}"),
        at(650, "factor", "{\"id\": \"dust\", \"scale\": 3, \"product\": [\"dust/ETH\", \"ETH\"]}"),
        at(800, "policy", "{\"liquidateAtEquality\": false, \"warningMultiplier\": \"1.4\"}"),
        at(
            900,
            "factor",
            "{\"id\": \"wBTC\", \"scale\": 2, \"product\": [\"wBTC/BTC\", \"BTC\"], \"scheduled\": [{\"effectiveTime\": %d, \"terms\": {\"scale\": 0}}]}"
                .formatted((FIRST_TICK + 1000 * STEP_MILLIS) * 1000)));
  }

  private static String at(int tick, String what, String terms) {
    return "{\"time_ms\": %d, \"%s\": %s}"
        .formatted(FIRST_TICK + tick * (long) STEP_MILLIS, what, terms);
  }

  private String ticks() {
    List<String> factors = new ArrayList<>(values.keySet());
    factors.add("late/BTC");
    factors.add("wstETH");
    values.put("late/BTC", 0.01);
    values.put("wstETH", 2400.0);
    StringBuilder csv = new StringBuilder("time_ms,instrument,price\n");
    for (int tick = 0; tick < TICKS; tick++) {
      long time = FIRST_TICK + tick * (long) STEP_MILLIS;
      int lines = 1 + random.nextInt(3);
      for (int i = 0; i < lines; i++) {
        String factor = factors.get(random.nextInt(factors.size()));
        if (!factor.equals("late/BTC") || tick >= LATE || tick == 240) {
          csv.append(time).append(',').append(factor).append(',').append(next(factor)).append('\n');
        }
      }
    }
    return csv.toString();
  }

  private String next(String factor) {
    boolean isIndex = factor.endsWith("-borrow") || factor.endsWith("-supply");
    double step =
        switch (factor) {
          case "dust/ETH" -> random.nextDouble(-1.5, 1.5);
          case "wstETH/ETH", "restaked/wstETH", "wBTC/BTC", "USDC" ->
              random.nextDouble(-0.005, 0.005);
          default -> isIndex ? random.nextDouble(0, 0.003) : random.nextDouble(-0.03, 0.03);
        };
    double before = values.get(factor);
    double pull = isIndex ? 0 : 0.1 * Math.log(FIRST.getOrDefault(factor, before) / before);
    values.put(factor, before * Math.exp(step + pull));
    return decimal(values.get(factor));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.9f", value);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
