package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.command.InputException;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.source.ReplayTapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFailureITCase {
  @TempDir private Path folder;

  @Test
  void anInputThatBreaksWhileTheJobRunsIsSaidInItsOwnSentenceAndNoOutputAppears()
      throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Recording recording = Recording.open(new EveryFormat(1, 10, files).write());
    ReplayTapes tapes = ReplayTapes.of(recording);
    ReplayTapes broken =
        new ReplayTapes(
            tapes.factors(),
            tapes.instruments(),
            tapes.policy(),
            () -> {
              throw InputException.of("accounts.jsonl", "ends in the middle: copy the file again.");
            },
            tapes.depth(),
            tapes.funds(),
            tapes.prices());

    assertThatThrownBy(() -> new ReplayRuns(recording, folder).run("out", broken))
        .isInstanceOf(ReplayFailedException.class)
        .hasMessage("accounts.jsonl: ends in the middle: copy the file again.");
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }
}
