package io.breakwater.stream.event;

import io.breakwater.margin.trigger.LiquidationTrigger;

/**
 * What readers of triggers are told. Of a partition of their topic only the largest epoch counts:
 * the first record of a larger one voids all episodes that stood open there, and whatever comes
 * with a smaller one afterwards is skipped.
 */
public sealed interface TriggerMessage {
  /** The epoch of a job that begins none. */
  long NO_EPOCH = 0;

  /** A trigger of a job that begins no epochs. */
  public static TriggerMessage of(LiquidationTrigger trigger) {
    return new OfTrigger(NO_EPOCH, trigger);
  }

  /** Which life of the job says it, 0 or more. */
  long epoch();

  /** Does what a visitor does with a message of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with a message of each kind. */
  interface Visitor<R, X extends Exception> {
    R trigger(OfTrigger message) throws X;

    R epoch(EpochBegun message) throws X;
  }

  /** A trigger. */
  record OfTrigger(long epoch, LiquidationTrigger trigger) implements TriggerMessage {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.trigger(this);
    }
  }

  /**
   * An epoch begins, for the readers of one partition: they hear of it although nothing may be open
   * there.
   *
   * @param marketSequence number of the event
   * @param time of the event on the job's clock, microseconds since the epoch of time
   * @param partition that it is for, from 0
   */
  record EpochBegun(long epoch, long marketSequence, long time, int partition)
      implements TriggerMessage {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.epoch(this);
    }
  }
}
