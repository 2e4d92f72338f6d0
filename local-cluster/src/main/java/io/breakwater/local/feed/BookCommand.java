package io.breakwater.local.feed;

import io.breakwater.local.command.InputException;
import io.breakwater.local.command.LocalCommand;
import io.breakwater.local.command.Progress;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.PriceSourceConverter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code book --prices FILE… --out FILE}: a generated book, as a file. */
@Command(
    name = "book",
    description =
        "Writes a seeded book of accounts for a tape: its contracts as perpetuals with published "
            + "tiers, and accounts with drawn leverage, size and side.")
public final class BookCommand extends LocalCommand {
  @Option(
      names = "--prices",
      paramLabel = "[SYMBOL=]FILE",
      required = true,
      arity = "1..*",
      converter = PriceSourceConverter.class,
      description = "Price files (CSV, plain, gzip or zip); the book stands at their first prices.")
  private List<PriceSource> prices;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The book to write.")
  private Path out;

  @Option(
      names = "--asset-ticks",
      paramLabel = "FILE",
      description =
          "Also writes the ticks of the assets BTC and ETH, which are those of their perpetuals. Give"
              + " it to replay beside the tape; without it the assets keep their first prices.")
  private Path assetTicks;

  @Mixin private GeneratedBookOptions generated;

  /**
   * @throws InputException when a price file cannot be read, or the book not be written
   */
  @Override
  public Integer call() {
    Progress progress = progress();
    progress.stepIfLong(
        "writing the book",
        () ->
            GeneratedFiles.writeBook(
                out, prices, generated.accounts(), generated.seed(), List.of()));
    if (assetTicks != null) {
      progress.stepIfLong(
          "writing the assets' ticks", () -> GeneratedFiles.writeAssetTicks(assetTicks, prices));
    }
    return 0;
  }
}
