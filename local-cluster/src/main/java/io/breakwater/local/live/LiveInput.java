package io.breakwater.local.live;

import io.breakwater.local.feed.GeneratedFiles;
import io.breakwater.local.feed.ShippedTape;
import io.breakwater.local.feed.ThreeSources;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run feeds: the files that were named, and in place of the others generated ones. Where
 * none was named, one contract has {@link ThreeSources}.
 */
final class LiveInput {
  private LiveInput() {}

  /**
   * Opens it.
   *
   * @param folder for what is generated
   * @throws io.breakwater.local.command.InputException when a file cannot be used
   */
  static Recording open(LiveSettings settings, Path folder) {
    List<PriceSource> tape =
        settings.prices().isEmpty()
            ? List.of(PriceSource.of(ShippedTape.copyTo(folder)))
            : settings.prices();
    if (!settings.isBookGenerated()) {
      return recording(settings.book(), tape);
    }
    return settings.prices().isEmpty()
        ? demo(settings, tape, folder)
        : generated(GeneratedFiles.write(folder, tape, settings.accounts(), settings.seed()), tape);
  }

  private static Recording demo(LiveSettings settings, List<PriceSource> tape, Path folder) {
    Path ticks = folder.resolve("ticks.csv");
    ThreeSources.write(tape, ticks);
    return generated(
        GeneratedFiles.writeOfThreeSources(folder, tape, settings.accounts(), settings.seed()),
        List.of(PriceSource.of(ticks)));
  }

  private static Recording generated(GeneratedFiles files, List<PriceSource> tape) {
    List<PriceSource> prices = new ArrayList<>(tape);
    prices.add(PriceSource.of(files.assetTicks()));
    return recording(files.book(), prices);
  }

  private static Recording recording(Path book, List<PriceSource> prices) {
    return Recording.open(new Recording.Sources(book, null, null, prices, null, null));
  }
}
