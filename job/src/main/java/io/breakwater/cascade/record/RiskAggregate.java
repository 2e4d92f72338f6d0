package io.breakwater.cascade.record;

/** One aggregate of one interval, as it leaves the job. */
public record RiskAggregate(AggregateHeader header, AggregateValues values) {}
