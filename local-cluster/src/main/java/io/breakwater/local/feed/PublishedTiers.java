package io.breakwater.local.feed;

import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.TierTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The maintenance margin tiers that a large venue published on 24 October 2024. */
final class PublishedTiers {
  private static final String FILE = "binance_usdm_maintenance_margin_tiers_2024-10-24.csv";

  /** For contracts that the venue did not have: 5 % on any notional. */
  private static final TierTable UNPUBLISHED = new TierTable(List.of(MarginTier.of("0", "0.05")));

  private final Map<String, TierTable> byContract;

  private PublishedTiers(Map<String, TierTable> byContract) {
    this.byContract = byContract;
  }

  static PublishedTiers load() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PublishedTiers.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      Map<String, List<MarginTier>> tiers = new HashMap<>();
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(c -> tiers.computeIfAbsent(c[0], id -> new ArrayList<>()).add(tier(c)));
      return new PublishedTiers(
          tiers.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, tiersOf -> new TierTable(tiersOf.getValue()))));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** Columns: symbol, tier, least notional, largest notional, rate, leverage, deduction. */
  private static MarginTier tier(String[] columns) {
    return new MarginTier(
        new BigDecimal(columns[2]), new BigDecimal(columns[4]), new BigDecimal(columns[6]));
  }

  /** The tiers of a contract; one of 5 % where none were published. */
  TierTable of(String contract) {
    return byContract.getOrDefault(contract, UNPUBLISHED);
  }
}
