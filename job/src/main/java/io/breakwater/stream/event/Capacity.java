package io.breakwater.stream.event;

/**
 * What can take closings up: the depth of a market, or a fund that pays what is left.
 *
 * @param depth null where it is a fund
 * @param fund null where it is a depth
 */
public record Capacity(DepthUpdate depth, FundUpdate fund) {
  public static Capacity of(DepthUpdate depth) {
    return new Capacity(depth, null);
  }

  public static Capacity of(FundUpdate fund) {
    return new Capacity(null, fund);
  }

  /** When it was so, microseconds since the epoch. */
  public long time() {
    return depth == null ? fund.fund().time() : depth.depth().time();
  }
}
