package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.cluster.ListeningSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command without a name, from its arguments to its last line. */
class LiveCommandITCase {
  /** The broker's two listeners, the web interface and the blob server. */
  private static final int PORTS = 4;

  @TempDir private Path folder;

  @Test
  void playsTheShippedTapeToItsEndAndSumsUp() throws Exception {
    Callable<CommandRun> command =
        () -> CommandRun.of("--port", 0, "--web-port", 0, "--accounts", 200, "--speed", "max");
    CommandRun run = ListeningSockets.areTold() ? onLoopbackOnly(command) : command.call();
    assertThat(run.err().lines().map(LiveCommandITCase::step))
        .containsExactly(
            "prices and accounts",
            "Kafka broker",
            "topics",
            "Flink",
            "job",
            "the job reads the book");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("200 accounts in 15 instruments", "ENTERED", "92,160 of 92,160")
        .contains(" 0 episodes open", "Rejected     0 records", "MB of heap");
  }

  /** From the first port that is opened to the last that is closed. */
  private static CommandRun onLoopbackOnly(Callable<CommandRun> command) throws Exception {
    AtomicReference<CommandRun> run = new AtomicReference<>();
    Set<InetSocketAddress> seen =
        ListeningSockets.during(
            () -> {
              run.set(command.call());
              return null;
            });
    assertThat(seen).hasSizeGreaterThanOrEqualTo(PORTS);
    ListeningSockets.requireLoopback(seen);
    return run.get();
  }

  /** What a line between its seconds says was done. */
  private static String step(String line) {
    return line.replaceFirst("^ *\\d+ s  (.*?) … ([0-9.]+ s … )*[0-9.]+ s$", "$1");
  }

  @Test
  void portInUseIsSaidWithWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          CommandRun.of("--port", taken.getLocalPort(), "--web-port", 0, "--accounts", 10);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines()).last().asString().contains("is in use", "--port 0");
      assertThat(run.err().lines()).filteredOn(line -> !line.contains(" … ")).hasSize(1);
    }
  }

  @Test
  void brokenBookIsSaidWithWhereItIsBroken() {
    Path missing = folder.resolve("missing.json");
    CommandRun run = CommandRun.of("--port", 0, "--web-port", 0, "--book", missing);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).last().asString().startsWith(missing + ": ");
    assertThat(run.err().lines()).filteredOn(line -> !line.contains(" … ")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--speed, 0",
    "--speed, fast",
    "--speed, NaN",
    "--accounts, 0",
    "--parallelism, 0",
    "--port, 65536",
    "--web-port, -1",
    "--keeper-delay, -1",
    "--max-seconds, 0"
  })
  void wrongUsageIsSaidAndNothingStarts(String option, String value) {
    CommandRun run = CommandRun.of(option + "=" + value);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option + " is");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aBookWithoutAccountsIsNotGenerated() {
    Path out = folder.resolve("book.json");
    CommandRun run = CommandRun.of("book", "--accounts", 0, "--prices", "any.csv", "--out", out);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--accounts is 0: give 1 or more.");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "replay", "explain", "book", "bench"})
  void everyCommandHasHelp(String command) {
    CommandRun run = CommandRun.of(command, "-h");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: local-cluster/run " + command, "-h, --help");
    assertThat(CommandRun.of(command, "--help")).isEqualTo(run);
  }

  @Test
  void helpNamesEveryCommand() {
    CommandRun run = CommandRun.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("live", "replay", "explain", "book");
    assertThat(CommandRun.of("live", "--help").out()).contains("--speed", "--no-keeper");
  }
}
