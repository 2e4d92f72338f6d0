package io.breakwater.stream.order;

import io.breakwater.stream.event.FactorSpread;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketPicture;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.List;

/** Gives market events their numbers and hands them out; the picture is what they have said. */
final class Numbering {
  private final MarketOrder.Output output;
  private final MarketPicture picture = new MarketPicture();
  private final Markers markers;
  private long sequence;

  /**
   * @param markers which hear of each event that aggregates cover
   */
  Numbering(MarketOrder.Output output, Markers markers) {
    this.output = output;
    this.markers = markers;
  }

  MarketOrder.Output output() {
    return output;
  }

  MarketPicture picture() {
    return picture;
  }

  /** Number of the last event. */
  long sequence() {
    return sequence;
  }

  /** Number of the next event. */
  long next() {
    return sequence + 1;
  }

  /** Hands out an event that has the {@link #next} number. */
  void emit(MarketEvent event) {
    announce(event);
    sequence = event.marketSequence();
    markers.happened(event.time());
  }

  /** Begins an epoch, which is a matter of who reads triggers and not of the market. */
  void begin(MarketEvent.EpochBegun epoch) {
    announce(epoch);
    sequence = epoch.marketSequence();
  }

  /** Ends the interval that is open. */
  void mark(List<FactorSpread> spreads) {
    output.event(new MarketEvent.IntervalMarker(sequence, markers.end(), spreads));
  }

  /** Hands out what is a part of the next event. */
  void announce(MarketEvent event) {
    picture.apply(event);
    output.event(event);
  }

  void reject(Origin origin, Refusal reason, String message, long time) {
    output.rejected(new RejectedRecord(origin, reason, message, null, time));
  }

  void reject(Origin origin, RefusedException refused, String message, long time) {
    reject(origin, refused.reason(), message, time);
  }

  /**
   * Whether a record of parameters or of a policy is newer than the last, or says something else in
   * the same version; otherwise it is told to be older or a repeat.
   */
  boolean isNews(long version, long last, boolean sameTerms) {
    if (version < last) {
      output.older();
      return false;
    }
    if (version == last && sameTerms) {
      output.repeated();
      return false;
    }
    return true;
  }

  void restore(long lastSequence, List<MarketEvent> events) {
    events.forEach(picture::apply);
    sequence = lastSequence;
  }
}
