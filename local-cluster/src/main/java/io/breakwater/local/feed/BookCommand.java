package io.breakwater.local.feed;

import io.breakwater.local.InputException;
import io.breakwater.local.PriceSourceConverter;
import io.breakwater.local.files.PriceSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code book --prices FILE… --out FILE}: a generated book, as a file. */
@Command(
    name = "book",
    description =
        "Writes a seeded book of accounts for a tape: its contracts as perpetuals with published "
            + "tiers, and accounts with drawn leverage, size and side.")
public final class BookCommand implements Callable<Integer> {
  @Option(
      names = "--prices",
      paramLabel = "[SYMBOL=]FILE",
      required = true,
      arity = "1..*",
      converter = PriceSourceConverter.class,
      description = "Price files (CSV, plain, gzip or zip); the book stands at their first prices.")
  private List<PriceSource> prices;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many accounts (default ${DEFAULT-VALUE}).")
  private long accounts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all that is drawn (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The book to write.")
  private Path out;

  @Option(
      names = "--asset-ticks",
      paramLabel = "FILE",
      description =
          "Also writes the ticks of the assets BTC and ETH, which are those of their perpetuals. Give"
              + " it to replay beside the tape; without it the assets keep their first prices.")
  private Path assetTicks;

  /**
   * @throws InputException when a price file cannot be read, or the book not be written
   */
  @Override
  public Integer call() {
    GeneratedFiles.writeBook(out, prices, accounts, seed);
    if (assetTicks != null) {
      GeneratedFiles.writeAssetTicks(assetTicks, prices);
    }
    return 0;
  }
}
