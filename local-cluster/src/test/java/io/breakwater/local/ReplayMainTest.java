package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} as the command line has it: exit codes, and what is said. */
class ReplayMainTest {
  private static final String BOOK =
      """
      {"instruments": [{"id": "P", "kind": "PERPETUAL", "tiers": [{"notionalFrom": "0", "rate": "0.1"}]}],
       "prices": {"P": "100"},
       "accounts": [{"id": "a", "cash": "20", "positions": [{"instrument": "P", "size": "1", "entryPrice": "100"}]}]}
      """;
  private static final String PRICES =
      "time_ms,instrument,price\n1700000001000,P,99\n1700000002000,P,88.5\n1700000003000,P,x\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;
  private Path book;
  private Path prices;

  @BeforeEach
  void writeFiles() throws IOException {
    book = Files.writeString(folder.resolve("book.json"), BOOK);
    prices = Files.writeString(folder.resolve("prices.csv"), PRICES);
  }

  @Test
  void aReplayWritesItsOutputsVerifiesThemAndLeavesNothingElse() throws IOException {
    Path output = folder.resolve("made/out");

    int exit = replay("--out", output.toString(), "--parallelism", "1", "--verify");

    assertThat(exit).as(said()).isZero();
    assertThat(Files.readString(output.resolve("account-health.jsonl")))
        .isEqualTo(
            """
            {"account":"a","time":1700000002000000,"marketSequence":5,"accountSequence":-1,"from":"HEALTHY","to":"LIQUIDATABLE",\
            "cause":{"type":"PRICE","factor":"P","price":"88.5","sequence":3,"publishTime":1700000002000000},\
            "equity":"8.5","maintenanceMargin":"8.85","triggeredLevel":"LIQUIDATABLE","held":false,"pending":null}
            """);
    assertThat(Files.readAllLines(output.resolve("liquidation-triggers.jsonl"))).hasSize(1);
    assertThat(Files.readString(output.resolve("rejected-records.jsonl")))
        .contains("\"topic\":\"prices.csv\"")
        .contains("\"offset\":4");
    try (var files = Files.list(output)) {
      assertThat(files).hasSize(3);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("3 ticks")
        .contains("Verified: 1 changes of health and 1 triggers of 1 accounts");
  }

  @Test
  void badUsageIsExitCodeTwoWithWhatToGive() {
    assertThat(replay("--out", "o", "--speed", "fast")).isEqualTo(2);
    assertThat(replay("--out", "o", "--parallelism", "0")).isEqualTo(2);
    assertThat(replay("--out", "o", "--interval", "0")).isEqualTo(2);
    assertThat(replay()).isEqualTo(2);
    assertThat(said())
        .contains("give 'max', or a number above 0")
        .contains("give 1 to 128")
        .contains("give seconds above 0")
        .contains("--out");
  }

  @Test
  void anUnreadableFileIsExitCodeOneInOneSentence() {
    prices = folder.resolve("absent.csv");

    assertThat(replay("--out", folder.resolve("out").toString())).isEqualTo(1);
    assertThat(said().lines()).hasSize(1);
    assertThat(said()).contains("absent.csv").contains("no such file");
  }

  @Test
  void anOutputFolderThatCannotBeIsExitCodeOneInOneSentence() {
    assertThat(replay("--out", book.toString())).isEqualTo(1);
    assertThat(said().lines()).hasSize(1);
    assertThat(said()).contains("cannot be written");
  }

  private int replay(String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "replay";
    args[1] = "--book";
    args[2] = book.toString();
    args[3] = "--prices";
    args[4] = prices.toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return Main.run(args, out, err);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
