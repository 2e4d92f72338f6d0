package io.breakwater.local.bench.report;

/**
 * One line of what must be reached, with what was measured.
 *
 * @param measure what is measured, with its unit
 * @param must the least that is good enough
 * @param reach what is wanted
 * @param measured the figure; not a number where this bench did not measure it
 * @param moreIsBetter whether a larger figure is a better one
 */
public record Finding(
    String measure, double must, double reach, double measured, boolean moreIsBetter) {

  public static Finding atLeast(String measure, double must, double reach, double measured) {
    return new Finding(measure, must, reach, measured, true);
  }

  public static Finding atMost(String measure, double must, double reach, double measured) {
    return new Finding(measure, must, reach, measured, false);
  }

  /** "reach", "must", "missed", or "not measured". */
  String verdict() {
    if (Double.isNaN(measured)) {
      return "not measured";
    }
    return meets(reach) ? "reach" : meets(must) ? "must" : "missed";
  }

  private boolean meets(double target) {
    return moreIsBetter ? measured >= target : measured <= target;
  }
}
