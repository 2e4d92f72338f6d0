/** A Kafka broker and a Flink mini-cluster in this process, as {@code deploy} describes them. */
package io.breakwater.local.cluster;
