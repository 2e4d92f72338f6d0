package io.breakwater.margin;

/** The sentences that say why something cannot be valued. */
final class Missing {
  static final String POLICY = "no policy is known";

  private Missing() {}

  static String parameters(String instrument) {
    return "no parameters of " + instrument + " are known";
  }

  static String price(String instrument) {
    return "no price of " + instrument + " is known";
  }

  static String notAnAsset(String instrument) {
    return "a balance of " + instrument + ", which is not an asset";
  }

  static String anAsset(String instrument) {
    return "a position in " + instrument + ", which is an asset";
  }

  static String entryPrice(String instrument) {
    return "an inverse position in " + instrument + " without an entry price";
  }
}
