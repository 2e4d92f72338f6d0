/**
 * The edge to Kafka: sources, sinks, Avro to domain and back. The only place that sees Avro or the
 * connector; what enters is a domain value or a rejected record, never an exception.
 */
package io.breakwater.kafka;
