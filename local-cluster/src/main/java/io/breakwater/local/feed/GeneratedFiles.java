package io.breakwater.local.feed;

import io.breakwater.local.command.InputException;
import io.breakwater.local.input.PriceSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A generated book and the ticks of its assets, as files.
 *
 * @param book the book, at the first prices of the tape
 * @param assetTicks ticks that belong beside the tape
 */
public record GeneratedFiles(Path book, Path assetTicks) {

  /**
   * Writes both into a folder. No price is judged.
   *
   * @param prices files of the tape
   * @throws InputException when a price file cannot be read, or the folder not be written
   */
  public static GeneratedFiles write(
      Path folder, List<PriceSource> prices, long accounts, long seed) {
    return write(folder, prices, accounts, seed, List.of());
  }

  /**
   * Writes both into a folder. One contract is judged by {@link ThreeSources}.
   *
   * @param prices files of the tape, which quotes it
   * @throws InputException when a price file cannot be read, or the folder not be written
   */
  public static GeneratedFiles writeOfThreeSources(
      Path folder, List<PriceSource> prices, long accounts, long seed) {
    return write(folder, prices, accounts, seed, List.of(ThreeSources.JUDGED));
  }

  private static GeneratedFiles write(
      Path folder,
      List<PriceSource> prices,
      long accounts,
      long seed,
      List<JudgedContract> judged) {
    GeneratedFiles files =
        new GeneratedFiles(folder.resolve("book.json"), folder.resolve("asset-ticks.csv"));
    writeBook(files.book(), prices, accounts, seed, judged);
    writeAssetTicks(files.assetTicks(), prices);
    return files;
  }

  static void writeBook(
      Path target,
      List<PriceSource> prices,
      long accounts,
      long seed,
      List<JudgedContract> judged) {
    GeneratedBook book = new GeneratedBook(TapeQuotes.first(prices), accounts, seed, judged);
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target))) {
      book.write(file);
    } catch (IOException e) {
      throw unwritable(target);
    }
  }

  static void writeAssetTicks(Path target, List<PriceSource> prices) {
    try {
      TapeQuotes.writeAssetTicks(prices, target);
    } catch (IOException e) {
      throw unwritable(target);
    }
  }

  private static InputException unwritable(Path target) {
    return InputException.of(
        target.toString(), "cannot be written: check the folder, its permissions and the disk.");
  }
}
