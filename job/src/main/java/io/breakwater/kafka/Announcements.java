package io.breakwater.kafka;

import java.io.Serializable;
import java.util.List;

/** Where schemas can be announced while the job runs. */
@FunctionalInterface
interface Announcements extends Serializable {
  /** Where nothing is ever announced. */
  Announcements NONE = () -> new Look(List.of(), null);

  /**
   * What was found.
   *
   * @param announced the schemas, the last of each name
   * @param problem why there may be more, as a sentence; null where these are all
   */
  record Look(List<Announcement> announced, String problem) {}

  /** All that is announced at present, or why that cannot be told. Takes seconds at most. */
  Look look();
}
