package io.breakwater.oracle.judge;

import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Validity;

/**
 * What is told of the quality of a factor's value: its validity, or the set of its used sources,
 * has changed.
 *
 * @param factor that was judged
 * @param marketSequence number of the last market event, which it belongs to
 * @param previous the validity before; null at first
 * @param judgement which also has the time
 * @param interval in which the true value is taken to lie; null before the first value
 */
public record PriceQuality(
    String factor,
    long marketSequence,
    Validity previous,
    Judgement judgement,
    Interval interval) {}
