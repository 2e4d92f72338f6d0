package io.breakwater.local.kafka;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One thread that does small steps until it is closed. Whoever depends on it asks {@link
 * #requireAlive}: a step that fails ends the worker, and is told there.
 */
public final class Worker implements AutoCloseable {
  /** A small piece of work that returns soon, so that the worker can end. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  private final Thread thread;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean closed;

  private Worker(String name, Step step) {
    this.thread = new Thread(() -> run(step), name);
  }

  /** Starts a worker. */
  public static Worker start(String name, Step step) {
    Worker worker = new Worker(name, step);
    worker.thread.setDaemon(true);
    worker.thread.start();
    return worker;
  }

  private void run(Step step) {
    try {
      while (!closed) {
        step.run();
      }
    } catch (Exception e) {
      failure.set(e);
    }
  }

  /**
   * Checks that no step has failed.
   *
   * @throws IllegalStateException with the failure when one has
   */
  public void requireAlive() {
    Exception e = failure.get();
    if (e != null) {
      throw new IllegalStateException(thread.getName() + " has stopped: " + e.getMessage(), e);
    }
  }

  /** Ends the worker after its present step. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
