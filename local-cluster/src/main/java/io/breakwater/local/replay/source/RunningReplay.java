package io.breakwater.local.replay.source;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A replay while its job runs: what its sources share.
 *
 * <p>A replay runs in one process. Its readers, which Flink makes from serialised sources, find
 * tapes and time base here, by the name of the replay.
 */
public final class RunningReplay implements AutoCloseable {
  private static final Map<String, RunningReplay> RUNNING = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final ReplayTapes tapes;
  private final ReplayTimeBase timeBase;

  private RunningReplay(ReplayTapes tapes, ReplayTimeBase timeBase) {
    this.tapes = tapes;
    this.timeBase = timeBase;
  }

  /** Makes tapes and time base known until the replay is closed. */
  public static RunningReplay begin(ReplayTapes tapes, ReplayTimeBase timeBase) {
    RunningReplay replay = new RunningReplay(tapes, timeBase);
    RUNNING.put(replay.name, replay);
    return replay;
  }

  /** The replay with a name. */
  static RunningReplay of(String name) {
    RunningReplay replay = RUNNING.get(name);
    if (replay == null) {
      throw new IllegalStateException("the replay " + name + " does not run in this process");
    }
    return replay;
  }

  public String name() {
    return name;
  }

  ReplayTapes tapes() {
    return tapes;
  }

  ReplayTimeBase timeBase() {
    return timeBase;
  }

  @Override
  public void close() {
    RUNNING.remove(name);
  }
}
