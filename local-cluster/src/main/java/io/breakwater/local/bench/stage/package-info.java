/**
 * A stage in the pipeline that all share: the cluster, the generators, the sinks that count, and
 * what a run gave.
 */
package io.breakwater.local.bench.stage;
