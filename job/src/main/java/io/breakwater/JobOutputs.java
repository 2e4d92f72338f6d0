package io.breakwater;

import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.TriggerPartitions;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * The sinks that a job is given.
 *
 * @param triggers what readers of triggers are told
 * @param triggerPartitions into how many partitions that goes
 * @param health changes of level
 * @param quality what is told of the quality of values
 * @param aggregates systemic-cascade aggregates
 * @param rejected records that could not be used
 */
public record JobOutputs(
    Sink<TriggerMessage> triggers,
    TriggerPartitions triggerPartitions,
    Sink<HealthTransition> health,
    Sink<PriceQuality> quality,
    Sink<RiskAggregate> aggregates,
    Sink<RejectedRecord> rejected) {}
