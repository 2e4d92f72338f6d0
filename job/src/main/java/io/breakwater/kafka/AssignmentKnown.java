package io.breakwater.kafka;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader that it has been given every partition that it is to read at present. */
record AssignmentKnown() implements SourceEvent {
  private static final long serialVersionUID = 1L;
}
