/**
 * What flows between the stages: inputs of the market and events made of them, updates from the
 * edge, messages to readers, rejected records. Values without Flink's operators.
 */
package io.breakwater.stream.event;
