/**
 * The Flink operators in the order of the flow, one file a stage: {@link
 * io.breakwater.stream.PriceJudge}, {@link io.breakwater.stream.MarketSequencer}, {@link
 * io.breakwater.stream.AccountMargin}. Operators load, ask the pure packages, store and emit.
 */
package io.breakwater.stream;
