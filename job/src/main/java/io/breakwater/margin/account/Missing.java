package io.breakwater.margin.account;

/** The sentences that say why something cannot be valued. */
public final class Missing {
  public static final String POLICY = "no policy is known";

  private Missing() {}

  public static String parameters(String instrument) {
    return "no parameters of " + instrument + " are known";
  }

  public static String price(String instrument) {
    return "no price of " + instrument + " is known";
  }

  public static String notAnAsset(String instrument) {
    return "a balance of " + instrument + ", which is not an asset";
  }

  public static String anAsset(String instrument) {
    return "a position in " + instrument + ", which is an asset";
  }

  public static String entryPrice(String instrument) {
    return "an inverse position in " + instrument + " without an entry price";
  }
}
