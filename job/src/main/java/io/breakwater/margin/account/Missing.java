package io.breakwater.margin.account;

/** The sentences that say why something cannot be valued. */
public final class Missing {
  public static final String POLICY = "no policy is known";

  private Missing() {}

  public static String parameters(String instrument) {
    return "no parameters of " + instrument + " are known";
  }

  public static String value(String factor) {
    return "no value of " + factor + " is known";
  }

  public static String product(String factor) {
    return "the value of " + factor + " cannot be told: the product is too large or rounds to zero";
  }

  public static String strayIndex(String balance) {
    return "a "
        + balance
        + " that states an index, of an asset whose parameters name none: it is not known what it"
        + " has grown to";
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
