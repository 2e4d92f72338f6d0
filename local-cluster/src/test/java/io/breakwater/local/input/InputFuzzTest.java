package io.breakwater.local.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.breakwater.local.command.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that people may give by mistake, or were given: each is read, line by line at least, or
 * refused with a sentence that names it, with memory in proportion to it. More, and the same again,
 * by {@code -Dfuzz.files=1000000 -Dfuzz.seed=1}.
 */
class InputFuzzTest {
  private static final int A_FEW = 1_500;

  /** Buffers, parsers, and what is loaded at the first of each kind. */
  private static final long BYTES_A_FILE = 64 << 20;

  private static final long BYTES_A_BYTE = 2_000;

  private static final String BOOK =
      """
      {"factors": [{"id": "ETH", "scale": 8, "oracle": {"sources": [{"source": "chainlink", "heartbeatSeconds": 3600}, {"source": "index", "weight": "2", "maximumAgeSeconds": 10}], "maximumPrice": "1000000"}},
                   {"id": "wstETH", "product": ["wstETH/ETH", "ETH"]}],
       "instruments": [{"id": "A", "kind": "PERPETUAL", "price": "ETH", "tiers": [{"notionalFrom": "0", "rate": "0.004"}, {"notionalFrom": "50000", "rate": "0.005"}]},
                       {"id": "USDC", "kind": "ASSET", "depositWeight": "0.9", "debtWeight": "1", "borrowIndex": "USDC.borrow"}],
       "policy": {"liquidateAtEquality": true, "warningMultiplier": "1.5"},
       "prices": {"ETH": "2000.5", "USDC": "1", "USDC.borrow": "1.01"},
       "accounts": [{"id": "z", "cash": "-1", "balances": [{"instrument": "USDC", "amount": "-7"}], "positions": [{"instrument": "A", "size": "-2", "entryPrice": "1900", "leg": "s"}]}, {"id": "y"}]}
      """;
  private static final String ACCOUNTS =
      """
      {"time_ms": 1700000000005, "account": "z", "sequence": 7, "cash": "-1.5", "balances": [{"instrument": "USDC", "amount": "-2"}], "positions": []}
      {"time_ms": 1700000000006, "account": "z", "sequence": 8, "closed": true}
      """;
  private static final String PARAMETERS =
      """
      {"time_ms": 1700000002000, "instrument": {"id": "A", "kind": "PERPETUAL", "price": "ETH", "tiers": [{"notionalFrom": "0", "rate": "0.01"}]}}
      {"time_ms": 1700000003000, "factor": {"id": "ETH", "scale": 8}}
      {"time_ms": 1700000004000, "policy": {"liquidateAtEquality": false}}
      """;
  private static final List<String> PRICES =
      List.of(
          "time_ms,instrument,price,source,confidence\n1700000001000,ETH,3,index,0.1\n1700000001001,USDC,4,,\n",
          "instrument,time,price\nETH,2023-11-14T22:13:21Z,2000\nETH,2023-11-14T22:13:22.5+01:00,2000\n",
          "open_time_ms,open_time_utc,symbol,open,high,low,close,volume_base\n1700000040000,x,ETH,3,5,2,4,9\n1700000100000,x,ETH,3,5,2,4,9\n",
          "1700000040000,3,5,2,4,9,1700000099999,1,1,1,1,0\n1700000100000,3,5,2,4,9,1700000159999,1,1,1,1,0\n");
  private static final String DEPTH =
      "{\"time_ms\": 1700000001000, \"instrument\": \"A\", \"bids\": [[\"1\", \"2\"]], \"asks\": [[\"1\", \"2\"]]}\n";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  @TempDir private Path folder;
  private Random random;
  private TextMutator mutator;
  private int read;
  private int refused;
  private long most;

  @BeforeEach
  void seed() {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("InputFuzzTest seed " + seed);
    random = new Random(seed);
    mutator = new TextMutator(random);
  }

  @Test
  void everyFileIsReadOrRefusedWithASentence() throws IOException {
    long files = Long.getLong("fuzz.files", A_FEW);
    for (long i = 0; i < files; i++) {
      one(random.nextInt(5));
    }
    System.out.println(
        "InputFuzzTest "
            + read
            + " files read, "
            + refused
            + " refused, at most "
            + most
            + " bytes of memory");
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  /** A hundred kilobytes that say that they are a hundred megabytes of blank lines. */
  @Test
  void whatUnpacksToFarMoreThanItIsIsRefused() throws IOException {
    Path bomb = folder.resolve("bomb.gz");
    byte[] lines = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 100; i++) {
        out.write(lines);
      }
    }
    for (Path each : List.of(bomb, zipOf(bomb, lines))) {
      assertThat(Files.size(each)).isLessThan(200_000);
      assertThatThrownBy(() -> PriceFile.scan(PriceSource.of(each)))
          .isInstanceOf(InputException.class)
          .hasMessage(
              each
                  + ": unpacks to more than 500 times its size: no such file does; if it is meant, unpack it first.");
    }
  }

  private static Path zipOf(Path bomb, byte[] lines) throws IOException {
    Path file = bomb.resolveSibling("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("inside"));
      for (int i = 0; i < 100; i++) {
        out.write(lines);
      }
    }
    return file;
  }

  /** A recording of five files, of which one is changed. */
  private void one(int changed) throws IOException {
    String prices = PRICES.get(random.nextInt(PRICES.size()));
    List<String> texts = List.of(BOOK, ACCOUNTS, PARAMETERS, prices, DEPTH);
    List<String> names =
        List.of("book.json", "accounts.jsonl", "parameters.jsonl", "ETH-1m.csv", "depth.jsonl");
    byte[] bytes = {};
    for (int i = 0; i < texts.size(); i++) {
      byte[] valid = texts.get(i).getBytes(StandardCharsets.UTF_8);
      byte[] written = i == changed ? packed(mutator.mutated(valid)) : valid;
      bytes = i == changed ? written : bytes;
      Files.write(folder.resolve(names.get(i)), written);
    }
    try {
      read(bytes.length);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      Path kept = Files.createTempFile("fuzzed-", names.get(changed));
      Files.write(kept, bytes);
      throw new AssertionError("reading " + kept, e);
    }
  }

  private void read(int length) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Recording recording =
          Recording.open(
              new Recording.Sources(
                  folder.resolve("book.json"),
                  folder.resolve("accounts.jsonl"),
                  folder.resolve("parameters.jsonl"),
                  List.of(PriceSource.of(folder.resolve("ETH-1m.csv"))),
                  folder.resolve("depth.jsonl"),
                  null));
      try (PriceTape tape = recording.ticks();
          AccountFeed feed = recording.accountFeed()) {
        tape.forEachRemaining(tick -> assertThat(tick).isNotNull());
        feed.forEachRemaining(update -> assertThat(update).isNotNull());
      }
      read++;
    } catch (InputException e) {
      assertThat(e.getMessage()).contains(folder.toString()).doesNotContain("Exception");
      refused++;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    most = Math.max(most, allocated);
    assertThat(allocated).as("memory").isLessThan(BYTES_A_FILE + BYTES_A_BYTE * length);
  }

  /** As it is, or packed, or packed and then damaged. */
  private byte[] packed(byte[] text) throws IOException {
    return switch (random.nextInt(8)) {
      case 0 -> gzip(text);
      case 1 -> zip(text);
      case 2 -> mutator.mutated(gzip(text));
      case 3 -> mutator.mutated(zip(text));
      default -> text;
    };
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("inside"));
      out.write(text);
    }
    return bytes.toByteArray();
  }
}
