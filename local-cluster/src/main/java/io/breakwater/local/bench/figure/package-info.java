/**
 * What is measured besides ticks a second: heap, rebuild, checkpoints, latency, micro-benchmarks.
 */
package io.breakwater.local.bench.figure;
