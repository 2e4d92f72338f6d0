package io.breakwater.kafka;

import java.io.Serializable;
import java.util.List;

/**
 * Schemas that newer writers may use, of every kind of record.
 *
 * @param atStart those of the folder, which travel with the job
 * @param topic where others can be announced, for the advice; null where nowhere
 * @param whileRunning what is announced there
 */
record Announced(List<Announcement> atStart, String topic, Announcements whileRunning)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing but what releases have had. */
  static final Announced NOTHING = new Announced(List.of(), null, Announcements.NONE);

  Announced {
    atStart = List.copyOf(atStart);
  }

  /** How a schema is announced, as the end of a sentence. */
  String advice(String record, String name) {
    String running = topic == null ? "" : "onto the topic " + topic + ", or, before a start, ";
    return "before it is written with, put its .avsc "
        + running
        + "into the folder that breakwater.schemas.folder names, "
        + name
        + "; else send this topic a "
        + record
        + ", or upgrade the job.";
  }
}
