package io.breakwater.oracle.judge;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import io.breakwater.value.Origin;
import java.math.BigDecimal;

/**
 * What others hear of a judgement.
 *
 * @param factor that was judged
 * @param time on the job's clock, microseconds since the epoch
 * @param by what it was judged for
 * @param value the accepted value; null before the first
 * @param certainty how certain it is
 * @param accepted whether a value was accepted by this judgement, an equal one too; otherwise what
 *     has changed is how certain it is
 * @param newest of the values that it is made of the one published last; null where it is of none
 * @param told the whole judgement, where the validity or the set of used sources has changed; else
 *     null
 * @param previous the validity before; null before the first judgement
 * @param source whose value it was judged for; empty where it was for none
 * @param sequence number of that value at its source, or that of the value before it where that is
 *     larger and both are judged at one time, so that sequences order them; 0 where it was for none
 * @param number counts the verdicts of a factor up
 * @param version of the parameters by which it was judged
 * @param origin of that value; {@link Origin#NONE} where it was for none
 * @param spread of the sources; null where the factor has one, and is made of it unless it is
 *     HALTED
 */
public record Verdict(
    String factor,
    long time,
    JudgedBy by,
    BigDecimal value,
    Certainty certainty,
    boolean accepted,
    Published newest,
    Judgement told,
    Validity previous,
    String source,
    long sequence,
    long number,
    long version,
    Origin origin,
    Spread spread) {}
