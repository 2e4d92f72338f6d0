package io.breakwater.local.feed;

import io.breakwater.local.command.InputException;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.PriceTape;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inbound;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What price files quote, read through once. */
final class TapeQuotes {
  private TapeQuotes() {}

  /** The first price of each contract, in the order in which they come. */
  static Map<String, BigDecimal> first(List<PriceSource> files) {
    Map<String, BigDecimal> first = new LinkedHashMap<>();
    try (PriceTape tape = PriceTape.open(files)) {
      while (tape.hasNext()) {
        OraclePrice price = tape.next().value();
        if (price != null) {
          first.putIfAbsent(price.factor(), price.value());
        }
      }
    }
    if (first.isEmpty()) {
      throw InputException.of(
          String.join(", ", files.stream().map(file -> file.path().toString()).toList()),
          "holds no price: a book needs at least one.");
    }
    return first;
  }

  /** Writes the ticks of the assets that contracts of the files quote, as a file of ticks. */
  static void writeAssetTicks(List<PriceSource> files, Path target) throws IOException {
    try (PriceTape tape = PriceTape.open(files);
        Writer ticks = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
      ticks.write("time_us,instrument,price\n");
      while (tape.hasNext()) {
        writeAssetTick(tape.next(), ticks);
      }
    }
  }

  private static void writeAssetTick(Inbound<OraclePrice> next, Writer ticks) throws IOException {
    OraclePrice price = next.value();
    if (price == null) {
      return;
    }
    Optional<CollateralAsset> asset = CollateralAsset.quotedBy(price.factor());
    if (asset.isPresent()) {
      ticks.write(
          price.publishTime()
              + ","
              + asset.get().id()
              + ","
              + price.value().toPlainString()
              + "\n");
    }
  }
}
