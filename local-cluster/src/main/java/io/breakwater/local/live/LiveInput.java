package io.breakwater.local.live;

import io.breakwater.local.feed.GeneratedFiles;
import io.breakwater.local.feed.ShippedTape;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run feeds: the files that were named, and in place of the others generated ones. */
final class LiveInput {
  private LiveInput() {}

  /**
   * Opens it.
   *
   * @param folder for what is generated
   * @throws io.breakwater.local.command.InputException when a file cannot be used
   */
  static Recording open(LiveSettings settings, Path folder) {
    List<PriceSource> prices = new ArrayList<>(settings.prices());
    if (prices.isEmpty()) {
      prices.add(PriceSource.of(ShippedTape.copyTo(folder)));
    }
    Path book = settings.book();
    if (settings.isBookGenerated()) {
      GeneratedFiles files =
          GeneratedFiles.write(folder, prices, settings.accounts(), settings.seed());
      book = files.book();
      prices.add(PriceSource.of(files.assetTicks()));
    }
    return Recording.open(new Recording.Sources(book, null, null, prices, null, null));
  }
}
