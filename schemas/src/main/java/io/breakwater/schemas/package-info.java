/**
 * The records of the topics, generated from {@code src/main/avro}, and what it takes to read those
 * that earlier releases wrote.
 */
package io.breakwater.schemas;
