package io.breakwater.margin.trigger;

/** What a liquidation trigger says. */
public enum TriggerKind {
  /** The account became LIQUIDATABLE or worse: an episode begins. */
  ENTERED,
  /** It became worse within the episode. */
  WORSENED,
  /** It recovered or was closed: the episode ends. */
  WITHDRAWN,
  /** Nothing changed: the episode is still open, and is said to be. It has the last id. */
  RESTATED
}
