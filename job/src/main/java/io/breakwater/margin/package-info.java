/**
 * The margin rules: what an account is worth, what it must hold, and how bad its state is.
 *
 * <p>Pure Java ({@code java.*} only). Nothing here knows of streams, clocks or records; every value
 * is immutable and canonical, and every number that decides is a {@link java.math.BigDecimal}. The
 * floating-point code ({@link io.breakwater.margin.Screen}) may rule an account out of being near a
 * threshold, with a proven bound, and never decides one.
 */
package io.breakwater.margin;
