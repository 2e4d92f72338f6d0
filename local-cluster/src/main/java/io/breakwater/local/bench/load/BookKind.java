package io.breakwater.local.bench.load;

/** What the accounts of a workload hold. */
public enum BookKind {
  /** Contracts with a factor each: every peer bears them. */
  CONTRACTS,
  /** Deposits and a debt, of which two in three are valued by a product of factors. */
  LENDING
}
