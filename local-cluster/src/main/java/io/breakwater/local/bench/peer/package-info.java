/**
 * The other ways to do it, each as its own runner: broadcast, SQL, Kafka Streams, and the job
 * behind Kafka.
 */
package io.breakwater.local.bench.peer;
