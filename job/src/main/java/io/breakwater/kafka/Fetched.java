package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;

/**
 * A record as a reader on the event clock fetched it. It never leaves that reader.
 *
 * @param inbound what the record says
 * @param offset where it stands in its partition
 */
record Fetched<T>(Inbound<T> inbound, long offset) {}
