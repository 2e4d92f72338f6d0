package io.breakwater.local.feed;

import io.breakwater.local.command.InputException;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.PriceTape;
import io.breakwater.oracle.OraclePrice;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The contract of the demo of which three sources speak at each tick: alpha the tape's price, beta
 * 1 to 3 bps above it, gamma as much below; and for some hours, in which the market is calm, gamma
 * lies by more than a third. In truth the median is always the tape's price.
 */
public final class ThreeSources {
  /** The contract. */
  public static final String CONTRACT = "BTCUSDT";

  /** The source that lies. */
  public static final String LIAR = "gamma";

  /** When its first lie is published. */
  public static final Instant LIES_FROM = Instant.parse("2025-04-06T06:00:00Z");

  /** When it speaks the truth again. */
  public static final Instant LIES_UNTIL = Instant.parse("2025-04-06T12:00:00Z");

  /** The terms of the contract: its longest silence on the shipped tape is a minute. */
  static final JudgedContract JUDGED =
      new JudgedContract(CONTRACT, List.of("alpha", "beta", LIAR), 60);

  private static final BigDecimal LIE = new BigDecimal("0.65");
  private static final int DIFFERENCES = 3;
  private static final int BPS_DIGITS = 4;
  private static final long MICROS_PER_MILLI = 1000;

  private final Writer ticks;
  private int told;

  private ThreeSources(Writer ticks) {
    this.ticks = ticks;
  }

  /**
   * Writes the ticks of price files, those of the contract once for each source.
   *
   * @param target a file of ticks
   * @throws InputException when a price file cannot be read, or the target not be written
   */
  public static void write(List<PriceSource> tape, Path target) {
    try (PriceTape from = PriceTape.open(tape);
        Writer ticks = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
      ticks.write("time_us,instrument,price,source\n");
      ThreeSources sources = new ThreeSources(ticks);
      while (from.hasNext()) {
        OraclePrice price = from.next().value();
        if (price != null) {
          sources.write(price);
        }
      }
    } catch (IOException e) {
      throw InputException.of(
          target.toString(), "cannot be written: check the folder, its permissions and the disk.");
    }
  }

  private void write(OraclePrice price) throws IOException {
    if (!price.factor().equals(CONTRACT)) {
      write(price, price.value(), price.source());
      return;
    }
    write(price, price.value(), "alpha");
    write(price, differing(price.value(), 1 + told % DIFFERENCES), "beta");
    BigDecimal below = differing(price.value(), -1 - told / DIFFERENCES % DIFFERENCES);
    write(price, lies(price) ? below.multiply(LIE) : below, LIAR);
    told++;
  }

  private static BigDecimal differing(BigDecimal value, int bps) {
    return value.add(value.multiply(BigDecimal.valueOf(bps, BPS_DIGITS)));
  }

  private static boolean lies(OraclePrice price) {
    long millis = price.publishTime() / MICROS_PER_MILLI;
    return millis >= LIES_FROM.toEpochMilli() && millis < LIES_UNTIL.toEpochMilli();
  }

  private void write(OraclePrice price, BigDecimal value, String source) throws IOException {
    ticks.write(
        "%d,%s,%s,%s\n"
            .formatted(price.publishTime(), price.factor(), value.toPlainString(), source));
  }
}
