package io.breakwater.local.live;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Lines that stay, and below them, on a terminal, one status line that is written over. Elsewhere
 * the status is an ordinary line every few seconds.
 */
final class LiveScreen {
  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final long STATUS_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintWriter out;
  private final boolean terminal;
  private long nextStatusNanos = System.nanoTime();
  private boolean statusStands;

  LiveScreen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Prints a line that stays. */
  void line(String text) {
    eraseStatus();
    out.println(text);
    out.flush();
  }

  /** Shows how things stand. */
  void status(String text) {
    if (terminal) {
      eraseStatus();
      out.print(text);
      statusStands = true;
    } else if (System.nanoTime() - nextStatusNanos >= 0) {
      out.println(text);
      nextStatusNanos = System.nanoTime() + STATUS_NANOS;
    }
    out.flush();
  }

  private void eraseStatus() {
    if (statusStands) {
      out.print(ERASE_LINE);
      statusStands = false;
    }
  }
}
