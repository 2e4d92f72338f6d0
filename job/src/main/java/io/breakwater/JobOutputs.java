package io.breakwater;

import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.LiquidationTrigger;
import io.breakwater.stream.RejectedRecord;
import org.apache.flink.api.connector.sink2.Sink;

/** The sinks that a job is given. */
public record JobOutputs(
    Sink<LiquidationTrigger> triggers,
    Sink<HealthTransition> health,
    Sink<RejectedRecord> rejected) {}
