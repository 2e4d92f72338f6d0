package io.breakwater.local.security;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that anybody in this process logs, down to what is for finding faults. */
final class WatchedLog implements AutoCloseable {
  private final List<String> secrets;
  private final Set<String> leaks = ConcurrentHashMap.newKeySet();
  private final AtomicLong lines = new AtomicLong();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level before = root.getLevel();
  private final Watch watch = new Watch();

  /**
   * @param secrets that are not to be logged
   */
  WatchedLog(List<String> secrets) {
    this.secrets = secrets;
    watch.start();
    // What others see of the log stays as it is.
    root.getAppenders()
        .forEach(
            (name, appender) -> {
              root.removeAppender(name);
              root.addAppender(appender, before, null);
            });
    root.addAppender(watch, Level.DEBUG, null);
    root.setLevel(Level.DEBUG);
    context.updateLoggers();
  }

  /** The lines in which a secret stands. */
  Set<String> leaks() {
    return leaks;
  }

  /** How many lines there have been. */
  long lines() {
    return lines.get();
  }

  @Override
  public void close() {
    root.removeAppender(watch.getName());
    root.setLevel(before);
    context.updateLoggers();
  }

  private final class Watch extends AbstractAppender {
    private final PatternLayout layout =
        PatternLayout.newBuilder().withPattern("%p %c %m%n%xEx").build();

    Watch() {
      super("watch", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.incrementAndGet();
      String line = layout.toSerializable(event);
      if (secrets.stream().anyMatch(line::contains)) {
        leaks.add(line);
      }
    }
  }
}
