package io.breakwater.local.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Tells who waits what is being done: a line for each step, with the seconds since the start before
 * it, its result behind it, and a sign of life every few seconds in between. The lines are plain:
 * they read the same in a file as on a terminal. Steps follow each other; none is inside of
 * another.
 */
public final class Progress {
  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(5);
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final long start = System.nanoTime();

  /** Of the step that runs: since when, what has not been said of it yet, and who gives signs. */
  private long begun;

  private String unsaid;
  private Thread signs;

  public Progress(PrintWriter out) {
    this.out = out;
  }

  /**
   * Does something that is worth a line however short it is, which ends with the seconds that it
   * took.
   */
  public <T> T step(String what, Supplier<T> work) {
    begin("%s", what);
    return finish(work);
  }

  /** As {@link #step(String, Supplier)}, without a result. */
  public void step(String what, Runnable work) {
    step(what, result(work));
  }

  /** As {@link #stepIfLong(String, Supplier)}, without a result. */
  public void stepIfLong(String what, Runnable work) {
    stepIfLong(what, result(work));
  }

  private static Supplier<Void> result(Runnable work) {
    return () -> {
      work.run();
      return null;
    };
  }

  /** Does something of which a line is written only when it takes longer than a few seconds. */
  public <T> T stepIfLong(String what, Supplier<T> work) {
    defer(what);
    return finish(work);
  }

  private <T> T finish(Supplier<T> work) {
    String result = "failed";
    try {
      T done = work.get();
      result = String.format(Locale.ROOT, "%.1f s", seconds(begun));
      return done;
    } finally {
      end("%s", result);
    }
  }

  /** A step begins that {@link #end} ends. */
  public synchronized void begin(String format, Object... values) {
    defer(String.format(Locale.ROOT, format, values));
    say();
  }

  private synchronized void defer(String what) {
    unsaid = String.format(Locale.ROOT, "%5.0f s  %s … ", seconds(start), what);
    begun = System.nanoTime();
    signs = new Thread(this::giveSigns, "progress");
    signs.setDaemon(true);
    signs.start();
  }

  private void giveSigns() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_SIGNS.toMillis());
        sign();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void sign() {
    if (signs == Thread.currentThread()) {
      say();
      out.printf(Locale.ROOT, "%.0f s … ", seconds(begun));
      out.flush();
    }
  }

  private void say() {
    if (unsaid != null) {
      out.print(unsaid);
      out.flush();
      unsaid = null;
    }
  }

  /** The step that began last has ended. */
  public synchronized void end(String format, Object... values) {
    signs.interrupt();
    signs = null;
    if (unsaid == null) {
      out.printf(Locale.ROOT, format, values);
      out.println();
      out.flush();
    }
    unsaid = null;
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / NANOS;
  }
}
