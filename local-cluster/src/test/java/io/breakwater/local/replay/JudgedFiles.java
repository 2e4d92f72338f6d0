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
 * The files of a replay whose prices are judged, made from a seed: sources that are silent, jump,
 * lie or are unsure, terms and policies that change, and accounts at their thresholds. Times are
 * multiples of half a second, and ages of a second, so that much happens at one instant.
 */
final class JudgedFiles {
  static final long FIRST_TICK = 1_760_000_000_000L;

  private static final int TICKS = 1_200;
  private static final int STEP_MILLIS = 500;
  private static final List<String> SOURCES = List.of("alpha", "beta", "gamma", "delta");

  /** Factors that are judged most of the time, with their first values. */
  private static final Map<String, Double> JUDGED = judged();

  private static final String INSTRUMENTS =
      """
      [{"id": "ETH", "kind": "ASSET", "depositWeight": "0.85", "debtWeight": "1.1"},
       {"id": "stETH", "kind": "ASSET", "depositWeight": "0.8", "debtWeight": "1.1"},
       {"id": "USDC", "kind": "ASSET", "depositWeight": "0.95"},
       {"id": "ETH-PERP", "kind": "PERPETUAL", "price": "ETH", "closingFeeRate": "0.0005",
        "tiers": [{"notionalFrom": "0", "rate": "0.01"}, {"notionalFrom": "3000", "rate": "0.04"}]},
       {"id": "ETHUSD", "kind": "INVERSE_PERPETUAL", "price": "ETH", "tiers": [{"rate": "0.01"}]},
       {"id": "BTC-PERP", "kind": "PERPETUAL", "price": "BTC", "tiers": [{"rate": "0.02"}]},
       {"id": "STETH-PERP", "kind": "FUTURE", "price": "stETH",
        "tiers": [{"notionalFrom": "0", "rate": "0.02"}, {"notionalFrom": "2500", "rate": "0.05"}]},
       {"id": "SOL-PERP", "kind": "PERPETUAL", "price": "SOL", "tiers": [{"rate": "0.02"}]},
       {"id": "CROSS-PERP", "kind": "PERPETUAL", "price": "stETH-SOL", "tiers": [{"rate": "0.02"}]}]
      """;

  private final SplittableRandom random;
  private final int accounts;
  private final Path folder;
  private final Map<String, Double> truth = new LinkedHashMap<>(JUDGED);

  /** Until which tick a factor's sources say nothing. */
  private final Map<String, Integer> silentUntil = new LinkedHashMap<>();

  private static Map<String, Double> judged() {
    Map<String, Double> first = new LinkedHashMap<>();
    first.put("ETH", 2000.0);
    first.put("BTC", 30000.0);
    first.put("stETH/ETH", 0.9985);
    first.put("USDC", 1.0);
    return first;
  }

  /**
   * @param accounts how many the book holds
   */
  JudgedFiles(long seed, int accounts, Path folder) {
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
    List<String> factors = new ArrayList<>();
    List<String> judgedAtFirst = List.of("ETH", "BTC", "stETH/ETH");
    for (String factor : judgedAtFirst) {
      factors.add("{\"id\": \"%s\", \"scale\": 8%s}".formatted(factor, oracle(factor)));
    }
    factors.add("{\"id\": \"stETH\", \"product\": [\"stETH/ETH\", \"ETH\"]}");
    factors.add("{\"id\": \"stETH-SOL\", \"scale\": 2, \"product\": [\"stETH\", \"SOL\"]}");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      lines.add("{\"id\": \"acc%04d\", %s}".formatted(i, holdings()));
    }
    return """
    {"factors": [%s],
     "instruments": %s,
     "policy": %s,
     "prices": {"BTC": "30000", "USDC": "1", "SOL": "25"},
     "accounts": [
    %s]}
    """
        .formatted(String.join(",\n ", factors), INSTRUMENTS, policy(), String.join(",\n", lines));
  }

  /** Terms by which a factor is judged, with a comma before. */
  private String oracle(String factor) {
    int count = 1 + random.nextInt(SOURCES.size());
    int from = random.nextInt(SOURCES.size());
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sources.add(
          "{\"source\": \"%s\", \"weight\": \"%d\", \"maximumAgeSeconds\": %d}"
              .formatted(
                  SOURCES.get((from + i) % SOURCES.size()),
                  1 + random.nextInt(3),
                  pick(1, 5, 10, 20, 40, 60)));
    }
    int jump = pick(200, 1_000, 1_000);
    double value = JUDGED.get(factor);
    String bounds =
        random.nextInt(3) > 0
            ? ""
            : ", \"minimumPrice\": \"%s\", \"maximumPrice\": \"%s\""
                .formatted(decimal(value * 0.8), decimal(value * 1.25));
    return (", \"oracle\": {\"sources\": [%s], \"minimumSources\": %d, \"maximumDeviationBps\": %d,"
            + " \"maximumConfidenceBps\": %d, \"maximumJumpBps\": %d, \"hardJumpBps\": %d,"
            + " \"recoveryGraceSeconds\": %d%s}")
        .formatted(
            String.join(", ", sources),
            1 + random.nextInt(count),
            pick(50, 150, 300),
            pick(50, 200),
            jump,
            pick(jump, 5_000),
            pick(0, 3, 10),
            bounds);
  }

  private String policy() {
    return "{\"liquidateAtEquality\": %s, \"warningExitMultiplier\": \"1.3\", \"liquidatableExitMultiplier\": \"%s\", \"haltedFactor\": \"%s\", \"recoveringLevel\": \"%s\"}"
        .formatted(
            random.nextBoolean(),
            random.nextBoolean() ? "1" : "1.05",
            random.nextBoolean() ? "2" : "1.1",
            List.of("WARNING", "LIQUIDATABLE", "SEVERE", "BANKRUPT").get(random.nextInt(4)));
  }

  /** Cash, balances and positions, more or less at their thresholds. */
  private String holdings() {
    List<String> balances = new ArrayList<>();
    List<String> positions = new ArrayList<>();
    double worth = 0;
    double margin = 0;
    if (random.nextInt(2) == 0) {
      String asset = random.nextBoolean() ? "ETH" : "stETH";
      double amount = random.nextDouble(0.5, 3) * (random.nextInt(3) == 0 ? -1 : 1);
      balances.add(balance(asset, amount));
      worth += amount * 2000;
      margin += Math.abs(amount) * 2000 * (amount > 0 ? 0.16 : 0.1);
    }
    if (random.nextInt(4) == 0) {
      balances.add(balance("USDC", random.nextDouble(100, 900)));
    }
    margin += position("ETH-PERP", 2000, 0.012, positions);
    margin += position("BTC-PERP", 30000, 0.02, positions);
    margin += position("STETH-PERP", 1997, 0.02, positions);
    margin += position("SOL-PERP", 25, 0.02, positions);
    margin += position("CROSS-PERP", 49925, 0.02, positions);
    if (random.nextInt(5) == 0) {
      double usd = Math.rint(random.nextDouble(-4000, 4000));
      positions.add(position("ETHUSD", usd, 2000));
      margin += Math.abs(usd) * 0.01;
    }
    double cash = margin * random.nextDouble(0.9, 2) - worth;
    return "\"cash\": \"%s\", \"balances\": [%s], \"positions\": [%s]"
        .formatted(decimal(cash), String.join(", ", balances), String.join(", ", positions));
  }

  /** Takes a position in one of three cases; what it requires. */
  private double position(String contract, double price, double rate, List<String> positions) {
    if (random.nextInt(3) > 0) {
      return 0;
    }
    double size = random.nextDouble(-6000, 6000) / price;
    positions.add(position(contract, size, price));
    return Math.abs(size) * price * rate;
  }

  private static String balance(String asset, double amount) {
    return "{\"instrument\": \"%s\", \"amount\": \"%s\"}".formatted(asset, decimal(amount));
  }

  private static String position(String contract, double size, double entry) {
    return "{\"instrument\": \"%s\", \"size\": \"%s\", \"entryPrice\": \"%s\"}"
        .formatted(contract, decimal(size), decimal(entry));
  }

  private String feed() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < accounts; i++) {
      String what = random.nextInt(12) == 0 ? "\"closed\": true" : holdings();
      lines.append(
          "{\"time_ms\": %d, \"account\": \"acc%04d\", \"sequence\": %d, %s}%n"
              .formatted(millis(random.nextInt(TICKS)), random.nextInt(accounts + 5), i, what));
    }
    return lines.toString();
  }

  /** Terms that change, end, are scheduled, or are counted anew; policies. */
  private String parameters() {
    List<String> factors = List.copyOf(JUDGED.keySet());
    List<String> lines = new ArrayList<>();
    for (int tick = 40; tick < TICKS; tick += 40) {
      String factor = factors.get(random.nextInt(factors.size()));
      int scale = pick(6, 8, 10);
      switch (random.nextInt(7)) {
        case 0 -> lines.add(at(tick, "policy", policy()));
        case 3 ->
            lines.add(
                at(
                    tick,
                    "instrument",
                    "{\"id\": \"USDC\", \"kind\": \"ASSET\", \"depositWeight\": \"0.95\"%s}"
                        .formatted(
                            random.nextBoolean() ? "" : ", \"priceScale\": " + pick(2, 5, 10))));
        case 1 -> lines.add(at(tick, "factor", "{\"id\": \"%s\"}".formatted(factor)));
        case 2 ->
            lines.add(
                at(
                    tick,
                    "factor",
                    "{\"id\": \"%s\"%s, \"scheduled\": [{\"effectiveTime\": %d, \"terms\": {\"scale\": %d%s}}, {\"effectiveTime\": %d, \"terms\": {}}]}"
                        .formatted(
                            factor,
                            oracle(factor),
                            millis(tick + random.nextInt(60)) * 1000 + 1,
                            scale,
                            oracle(factor),
                            millis(tick + 100) * 1000)));
        default ->
            lines.add(
                at(
                    tick,
                    "factor",
                    "{\"id\": \"%s\", \"scale\": %d%s}".formatted(factor, scale, oracle(factor))));
      }
    }
    return String.join("\n", lines);
  }

  private static String at(int tick, String what, String terms) {
    return "{\"time_ms\": %d, \"%s\": %s}".formatted(millis(tick), what, terms);
  }

  private String ticks() {
    StringBuilder csv = new StringBuilder("time_ms,instrument,price,source,confidence\n");
    double sol = 25;
    for (int tick = 0; tick < TICKS; tick++) {
      for (String factor : JUDGED.keySet()) {
        move(factor, tick);
        if (silentUntil.getOrDefault(factor, 0) <= tick) {
          say(factor, tick, csv);
        }
      }
      sol *= Math.exp(random.nextDouble(-0.01, 0.01));
      if (random.nextInt(3) == 0) {
        csv.append("%d,SOL,%s,,%n".formatted(millis(tick), decimal(sol)));
      }
    }
    return csv.toString();
  }

  private void move(String factor, int tick) {
    boolean isRate = factor.equals("stETH/ETH") || factor.equals("USDC");
    double first = JUDGED.get(factor);
    double before = truth.get(factor);
    double step = isRate ? 0.0005 : 0.004;
    double jump = random.nextInt(150) == 0 ? random.nextDouble(-0.3, 0.3) : 0;
    double pull = 0.02 * Math.log(first / before);
    truth.put(factor, before * Math.exp(random.nextDouble(-step, step) + jump + pull));
    if (random.nextInt(200) == 0) {
      silentUntil.put(factor, tick + random.nextInt(150));
    }
  }

  private void say(String factor, int tick, StringBuilder csv) {
    for (String source : SOURCES) {
      if (random.nextInt(7) == 0) {
        double value = truth.get(factor) * (1 + error());
        String confidence =
            random.nextInt(4) > 0 ? "" : decimal(value * random.nextDouble(0, 0.03));
        csv.append(
            "%d,%s,%s,%s,%s%n"
                .formatted(
                    millis(tick),
                    factor,
                    decimal(value),
                    random.nextInt(60) == 0 ? "nobody" : source,
                    confidence));
      }
    }
  }

  /** What a source is wrong by: little, more than the others bear, or altogether. */
  private double error() {
    return switch (random.nextInt(14)) {
      case 0 -> random.nextDouble(-0.03, 0.03);
      case 1 -> random.nextInt(3) == 0 ? -0.35 : 0;
      case 2 -> random.nextInt(6) == 0 ? 1.6 : 0;
      default -> random.nextDouble(-0.001, 0.001);
    };
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static long millis(int tick) {
    return FIRST_TICK + tick * (long) STEP_MILLIS;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.8f", value);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
