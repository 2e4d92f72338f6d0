/**
 * What all contenders are given: workloads, books of accounts and tapes of ticks, made by their
 * numbers.
 */
package io.breakwater.local.bench.load;
