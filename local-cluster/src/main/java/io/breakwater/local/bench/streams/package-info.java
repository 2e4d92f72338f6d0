/**
 * The peer on Kafka Streams, a program of its own: its RocksDB has the same classes as Flink's, so
 * it runs on a class path without Flink, and nothing here may touch it.
 */
package io.breakwater.local.bench.streams;
