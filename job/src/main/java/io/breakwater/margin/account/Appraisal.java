package io.breakwater.margin.account;

import java.util.ArrayList;
import java.util.List;

/**
 * What of an account can be valued.
 *
 * @param account what counts: the account without the deposits that nobody can value
 * @param pending why the account cannot be valued: a sentence that names what is missing; null
 *     where it can
 * @param unvalued the deposits that count for nothing
 */
public record Appraisal(Account account, String pending, List<Unvalued> unvalued) {
  /** Why an account is pending of which only parts are known. */
  public static final String ONLY_PARTS =
      "only parts of the account are known: no snapshot has come";

  /**
   * A deposit that counts for nothing.
   *
   * @param instrument the asset
   * @param reason a sentence that names what is missing
   */
  public record Unvalued(String instrument, String reason) {}

  public Appraisal {
    unvalued = List.copyOf(unvalued);
  }

  /** Of an account of which only parts are known, pending for that reason first. */
  public Appraisal ofParts() {
    return new Appraisal(account, ONLY_PARTS, unvalued);
  }

  public boolean isPending() {
    return pending != null;
  }

  /** Of an account that has these deposits too, which count for nothing. */
  public Appraisal besides(List<Unvalued> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Unvalued> all = new ArrayList<>(more);
    all.addAll(unvalued);
    return new Appraisal(account, pending, all);
  }
}
