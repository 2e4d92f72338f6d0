package io.breakwater.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.feed.ThreeSources;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.PriceTape;
import io.breakwater.local.input.Recording;
import io.breakwater.local.input.TestFiles;
import io.breakwater.oracle.OraclePrice;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveInputTest {
  @TempDir private Path folder;

  private Recording open(PriceSource... prices) {
    return LiveInput.open(
        new LiveSettings(0, 0, 1, 3, 1, 1, null, null, List.of(prices), null, false), folder);
  }

  /** The sources of a factor, of the book's price and on the tape. */
  private static Set<String> sources(Recording recording, String factor) {
    Set<String> sources = new TreeSet<>();
    recording.bookPrices().forEach(price -> addSource(price, factor, sources));
    try (PriceTape tape = recording.ticks()) {
      tape.forEachRemaining(next -> addSource(next.value(), factor, sources));
    }
    return sources;
  }

  private static void addSource(OraclePrice price, String factor, Set<String> sources) {
    if (price.factor().equals(factor)) {
      sources.add(price.source());
    }
  }

  @Test
  void ofTheShippedTapeOneContractHasThreeSources() {
    Recording recording = open();

    assertThat(recording.allFactors())
        .extracting(update -> update.parameters().id())
        .containsExactly(ThreeSources.CONTRACT);
    assertThat(sources(recording, ThreeSources.CONTRACT))
        .containsExactly("alpha", "beta", ThreeSources.LIAR);
    assertThat(sources(recording, "ETHUSDT")).containsExactly("");
    assertThat(sources(recording, "BTC")).containsExactly("");
    assertThat(recording.priceRecordCount()).isEqualTo(recording.tickCount());
  }

  @Test
  void ofFilesThatAreNamedNothingIsJudged() {
    Path tape =
        TestFiles.write(folder, "t.csv", "time_ms,instrument,price\n1700000001000,BTCUSDT,30000\n");

    Recording recording = open(PriceSource.of(tape));

    assertThat(recording.allFactors()).isEmpty();
    assertThat(sources(recording, ThreeSources.CONTRACT)).containsExactly("");
  }
}
