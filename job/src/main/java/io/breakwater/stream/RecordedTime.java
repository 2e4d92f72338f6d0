package io.breakwater.stream;

import java.io.Serializable;

/**
 * The time that a recording spans, on the event clock. Its book is one moment: nothing is decided
 * before all that happens up to then has been applied. After its last event nothing happens any
 * more, whatever would by time alone.
 *
 * @param opening when the book happens, microseconds since the epoch
 * @param closing when the last event happens, microseconds since the epoch
 */
public record RecordedTime(long opening, long closing) implements Serializable {
  public RecordedTime {
    if (closing < opening) {
      throw new IllegalArgumentException("a recording cannot end before its book");
    }
  }
}
