package io.breakwater.local.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.SharedFolder;
import io.breakwater.local.feed.BookCommand;
import io.breakwater.local.feed.ShippedTape;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.ReplayRuns;
import io.breakwater.local.replay.ReplayVerification;
import io.breakwater.local.replay.lines.ReplayOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Recorded crashes through the job, judged by the reference. */
class TapeITCase {
  private static final int ACCOUNTS = 300;
  private static final long SEED = 2025;

  @TempDir private Path folder;

  @Test
  void theShippedTapeGivesTheReferencesTransitionsAndNoOthers() throws IOException {
    ReplayRuns runs = runs(ShippedTape.copyTo(folder));

    Path out = runs.run("one", 1, Speed.MAX);

    assertVerified(runs, out);
    Path failed = runs.runWithFailure("three-with-failure", 3, Speed.MAX);
    for (ReplayOutput output : ReplayOutput.values()) {
      assertThat(output.in(failed)).hasSameBinaryContentAs(output.in(out));
    }
  }

  @Test
  void may2021GivesTheReferencesTransitionsAndNoOthers() throws IOException {
    ReplayRuns runs = runs(SharedFolder.file("data/2021-05-19_binance_spot_1m_20assets.csv.gz"));

    assertVerified(runs, runs.run("two", 2, Speed.MAX));
  }

  private ReplayRuns runs(Path tape) {
    Path book = folder.resolve("book.json");
    Path assets = folder.resolve("assets.csv");
    new CommandLine(new BookCommand())
        .execute(
            "--prices=" + tape,
            "--accounts=" + ACCOUNTS,
            "--seed=" + SEED,
            "--out=" + book,
            "--asset-ticks=" + assets);
    Recording.Sources sources =
        new Recording.Sources(
            book, null, null, List.of(PriceSource.of(tape), PriceSource.of(assets)), null, null);
    return new ReplayRuns(Recording.open(sources), folder);
  }

  private static void assertVerified(ReplayRuns runs, Path out) throws IOException {
    ReplayVerification.Verdict verdict = runs.verify(out);
    assertThat(verdict.difference()).as("seed %d", SEED).isNull();
    assertThat(verdict.transitions()).isPositive();
    assertThat(verdict.triggers()).isPositive();
  }
}
