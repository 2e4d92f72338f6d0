package io.breakwater.kafka.start;

import io.breakwater.kafka.KafkaSettings;
import io.breakwater.stream.JobClock;
import java.time.Duration;
import java.util.Optional;

/**
 * What a job is about to be started with.
 *
 * @param kafka the Kafka cluster, topics and delivery
 * @param clock of the job
 * @param maximumElements of an account
 * @param checkpointInterval time between checkpoints; empty where there are none
 * @param checkpointTimeout after which a checkpoint is given up
 */
public record StartSettings(
    KafkaSettings kafka,
    JobClock clock,
    int maximumElements,
    Optional<Duration> checkpointInterval,
    Duration checkpointTimeout) {}
