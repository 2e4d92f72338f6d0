package io.breakwater.local.replay;

import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a replay in every format, made from a seed: a book of mixed accounts, ticks, gzipped
 * bars with ties, oracle rounds, and an account feed that closes, reopens, repeats, contradicts and
 * comes late.
 */
final class EveryFormat {
  static final long FIRST_TICK = 1_700_000_000_000L;

  private static final int STEPS = 240;

  /** The tick from which on the last instrument has a price. */
  private static final int LATE = 500;

  private static final int STEP_MILLIS = 60_000;
  private static final String BOOK =
      """
      {
      "instruments": [
       {"id": "PERP", "kind": "PERPETUAL", "priceScale": 4, "version": 3,
        "tiers": [{"notionalFrom": "0", "rate": "0.01"}, {"notionalFrom": "5000", "rate": "0.02"}],
        "closingFeeRate": "0.0005"},
       {"id": "FUT", "kind": "FUTURE", "tiers": [{"notionalFrom": "0", "rate": "0.02"}],
        "marginBasis": "ENTRY", "flatMargin": "1",
        "scheduled": [{"effectiveTime": %d, "parameters":
          {"tiers": [{"notionalFrom": "0", "rate": "0.4"}], "marginBasis": "ENTRY"}}]},
       {"id": "INV", "kind": "INVERSE_PERPETUAL", "tiers": [{"notionalFrom": "0", "rate": "0.015"}]},
       {"id": "USD", "kind": "ASSET"},
       {"id": "ETH/USD", "kind": "ASSET", "depositWeight": "0.8", "debtWeight": "1.1"},
       {"id": "FIXED", "kind": "ASSET", "depositWeight": "0.5"},
       {"id": "LATE", "kind": "ASSET", "depositWeight": "0.9", "debtWeight": "1.1"}
      ],
      "policy": {"id": "venue", "version": 9, "liquidateAtEquality": true, "warningExitMultiplier": "1.3"},
      "prices": {"PERP": "100", "FUT": "50", "INV": "20000", "USD": "1", "ETH/USD": "1800", "FIXED": "7"},
      "accounts": [
      %s
      ]
      }
      """;

  private final SplittableRandom random;
  private final Path folder;
  private final int accounts;

  /**
   * @param accounts how many the book holds
   */
  EveryFormat(long seed, int accounts, Path folder) {
    this.random = new SplittableRandom(seed);
    this.accounts = accounts;
    this.folder = folder;
  }

  Recording.Sources write() throws IOException {
    return new Recording.Sources(
        plain("book.json", BOOK.formatted((FIRST_TICK + 60 * STEP_MILLIS) * 1000, book())),
        plain("accounts.jsonl", feed()),
        plain("parameters.jsonl", parameters()),
        List.of(
            PriceSource.of(plain("ticks.csv", ticks())),
            PriceSource.of(gzip("bars.csv.gz", bars())),
            PriceSource.of(plain("rounds.csv", rounds()))),
        plain(
            "depth.jsonl",
            "{\"time_ms\": 1700000000000, \"instrument\": \"PERP\", \"bids\": [], \"asks\": []}\nbad\n"),
        null);
  }

  private String book() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      lines.add("{\"id\": \"acc%04d\", %s}".formatted(i, holdings()));
    }
    lines.add(
        "{\"id\": \"waits\", \"cash\": \"10\", \"positions\":"
            + " [{\"instrument\": \"UNKNOWN\", \"size\": \"1\", \"entryPrice\": \"5\"}]}");
    lines.add("{\"id\": \"idle\", \"cash\": \"25\"}");
    return String.join(",\n", lines);
  }

  /** Cash, balances and positions near their thresholds. */
  private String holdings() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> "\"cash\": \"%d\", \"positions\": [%s]".formatted(between(5, 60), perp());
      case 2 ->
          "\"cash\": \"%d\", \"positions\": [%s, {\"instrument\": \"FUT\", \"size\": \"%d\", \"entryPrice\": \"50\"}]"
              .formatted(between(20, 120), perp(), between(-12, 13));
      case 3 ->
          "\"balances\": [{\"instrument\": \"USD\", \"amount\": \"%d\"}], \"positions\": [{\"instrument\": \"INV\", \"size\": \"%d\", \"entryPrice\": \"20000\"}]"
              .formatted(between(50, 200), between(-2000, 2000));
      case 4 ->
          "\"balances\": [{\"instrument\": \"ETH/USD\", \"amount\": \"%d\"}, {\"instrument\": \"USD\", \"amount\": \"-%d\"}]"
              .formatted(between(1, 4), between(1200, 5000));
      case 5 ->
          "\"cash\": \"%d\", \"balances\": [{\"instrument\": \"LATE\", \"amount\": \"%d\"}, {\"instrument\": \"%s\", \"amount\": \"20\"}], \"positions\": [%s]"
              .formatted(
                  between(5, 60),
                  between(1, 20),
                  random.nextBoolean() ? "NOBODY" : "NEVER",
                  perp());
      case 6 ->
          "\"cash\": \"%d\", \"balances\": [{\"instrument\": \"%s\", \"amount\": \"-%d\"}], \"positions\": [%s]"
              .formatted(
                  between(15, 80),
                  List.of("LATE", "NOBODY", "NEVER").get(random.nextInt(3)),
                  between(1, 9),
                  perp());
      default ->
          "\"balances\": [{\"instrument\": \"FIXED\", \"amount\": \"%d\"}], \"positions\": [%s]"
              .formatted(between(5, 40), perp());
    };
  }

  private String perp() {
    return "{\"instrument\": \"PERP\", \"size\": \"%d\", \"entryPrice\": \"%d\", \"leg\": \"%s\"}"
        .formatted(between(-60, 90), between(98, 103), random.nextBoolean() ? "" : "hedge");
  }

  private int between(int low, int high) {
    return random.nextInt(low, high);
  }

  private String ticks() {
    StringBuilder csv = new StringBuilder("time_ms,instrument,price,source,confidence\n");
    double price = 100;
    for (int step = 0; step < STEPS * 6; step++) {
      long time = FIRST_TICK + step * 10_000L;
      price *= 1 + (random.nextDouble() - 0.503) / 40;
      csv.append("%d,PERP,%.5f,venue,\n".formatted(time, price));
      if (step >= LATE && step % 30 == 0) {
        csv.append("%d,LATE,%.2f,venue,\n".formatted(time, 1 + random.nextDouble()));
      }
      if (step % 400 == 7) {
        csv.append("%d,PERP,-1,venue,\n".formatted(time));
        csv.append("%d,PERP\n".formatted(time));
        csv.append("%d,NOBODY,3,venue,0.5\n".formatted(time));
      }
    }
    return csv.toString();
  }

  private String bars() {
    StringBuilder csv =
        new StringBuilder("open_time_ms,open_time_utc,symbol,open,high,low,close,volume_base\n");
    double future = 50;
    double inverse = 20_000;
    for (int step = 0; step < STEPS; step++) {
      long time = FIRST_TICK + 30_000 + step * (long) STEP_MILLIS;
      future = bar(csv, time, "FUT", future);
      inverse = bar(csv, time, "INV", inverse);
    }
    return csv.toString();
  }

  private double bar(StringBuilder csv, long time, String symbol, double open) {
    double close = open * (1 + (random.nextDouble() - 0.5) / 20);
    csv.append(
        "%d,,%s,%.4f,%.4f,%.4f,%.4f,1\n"
            .formatted(
                time,
                symbol,
                open,
                Math.max(open, close) * 1.01,
                Math.min(open, close) * 0.99,
                close));
    return close;
  }

  private String rounds() {
    StringBuilder csv =
        new StringBuilder(
            "updated_at_s,updated_at_utc,feed,proxy_address,round_id,phase,aggregator_round,"
                + "answer_e8,price_usd,started_at_s\n");
    long answer = 180_000_000_000L;
    for (int round = 0; round < STEPS; round += 2) {
      long second = FIRST_TICK / 1000 + round * 60L;
      for (int tie = 1; tie >= 0; tie--) {
        answer += random.nextLong(-6_000_000_000L, 6_000_000_000L);
        csv.append(
            "%d,,ETH/USD,0x0,%d,6,1,%d,0,0\n".formatted(second, 1_000 + round + tie, answer));
      }
    }
    return csv.toString();
  }

  /**
   * Other rates and weights, scales, a policy, what is scheduled and replaced, an instrument that
   * the book does not have and whose price waits for it, lines that repeat, and that are refused.
   */
  private String parameters() {
    List<String> lines = new ArrayList<>();
    for (int step = 10; step < STEPS; step += 15) {
      long time = FIRST_TICK + step * (long) STEP_MILLIS;
      lines.add(
          "{\"time_ms\": %d, \"instrument\": {\"id\": \"PERP\", \"kind\": \"PERPETUAL\", \"priceScale\": %d, \"tiers\": [{\"rate\": \"0.0%d\"}], \"scheduled\": [{\"effectiveTime\": %d, \"parameters\": {\"tiers\": [{\"rate\": \"0.05\"}]}}]}}"
              .formatted(
                  time,
                  between(2, 7),
                  between(1, 9),
                  (time + between(1, 30) * STEP_MILLIS) * 1000));
      lines.add(
          "{\"time_ms\": %d, \"policy\": {\"warningMultiplier\": \"1.%d\", \"liquidateAtEquality\": %s}}"
              .formatted(time + between(0, 2) * STEP_MILLIS, between(1, 9), random.nextBoolean()));
      lines.add(
          "{\"time_ms\": %d, \"instrument\": {\"id\": \"ETH/USD\", \"kind\": \"ASSET\", \"depositWeight\": \"0.%d\", \"debtWeight\": \"1.1\"}}"
              .formatted(time + 7, between(5, 9)));
    }
    long late = FIRST_TICK + 100 * (long) STEP_MILLIS;
    lines.add(
        "{\"time_ms\": %d, \"instrument\": {\"id\": \"NOBODY\", \"kind\": \"ASSET\", \"depositWeight\": \"0.7\"}}"
            .formatted(late));
    lines.add(
        "{\"time_ms\": %d, \"instrument\": {\"id\": \"FIXED\", \"kind\": \"ASSET\", \"depositWeight\": \"0.2\", \"version\": 0, \"scheduled\": [{\"effectiveTime\": %d, \"parameters\": {\"depositWeight\": \"0.9\"}}]}}"
            .formatted(late, (FIRST_TICK + 10 * STEPS * (long) STEP_MILLIS) * 1000));
    lines.add(
        "{\"time_ms\": %d, \"instrument\": {\"id\": \"PERP\", \"oracle\": {}}}".formatted(late));
    lines.add(
        "{\"time_ms\": %d, \"instrument\": {\"id\": \"PERP\", \"kind\": \"ASSET\"}}"
            .formatted(late));
    return String.join("\n", lines);
  }

  private String feed() {
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line < 400; line++) {
      long time = FIRST_TICK + line * 30_000L;
      int account = random.nextInt(accounts + 5);
      lines.append(update(time, account, line)).append('\n');
      if (line % 50 == 20) {
        lines.append(update(time, account, line - 10)).append('\n');
        lines.append(update(time, account, line)).append('\n');
        lines.append("{\"time_ms\": %d, \"account\": \"acc0000\"\n".formatted(time));
        lines.append(
            "{\"time_ms\": %d, \"account\": \"acc0000\", \"sequence\": %d, \"odd\": 1}\n"
                .formatted(time, line));
      }
    }
    lines.append(
        "{\"time_ms\": %d, \"account\": \"waits\", \"sequence\": 5, \"cash\": \"1\", \"positions\": [{\"instrument\": \"PERP\", \"size\": \"1\", \"entryPrice\": \"300\"}]}\n"
            .formatted(FIRST_TICK + 50L));
    return lines.toString();
  }

  private String update(long time, int account, int sequence) {
    String content = random.nextInt(5) == 0 ? "\"closed\": true" : holdings();
    return "{\"time_ms\": %d, \"account\": \"acc%04d\", \"sequence\": %d, %s}"
        .formatted(time, account, sequence, content);
  }

  private Path plain(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path gzip(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
