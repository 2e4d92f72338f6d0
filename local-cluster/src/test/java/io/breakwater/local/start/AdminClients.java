package io.breakwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The admin clients of Kafka that are open in this process, by their threads. */
public final class AdminClients {
  private static final String THREAD = "kafka-admin-client-thread";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Set<Thread> before = open();

  /** Those that are open now are not asked about. */
  public AdminClients() {}

  private static Set<Thread> open() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(THREAD) && thread.isAlive())
        .collect(Collectors.toSet());
  }

  /** Those that have been opened meanwhile, and are open. */
  public Set<Thread> opened() {
    Set<Thread> opened = new HashSet<>(open());
    opened.removeAll(before);
    return opened;
  }

  /** Waits until all that have been opened meanwhile are closed: their threads take a moment. */
  public void requireClosed() {
    long begun = System.nanoTime();
    while (!opened().isEmpty() && System.nanoTime() - begun < PATIENCE.toNanos()) {
      sleep();
    }
    assertThat(opened()).as("admin clients that were not closed").isEmpty();
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
