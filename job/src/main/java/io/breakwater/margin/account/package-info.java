/**
 * What an account holds and how it came to: its elements, the ledger that orders its updates, and
 * how it stands. Nothing here is decided.
 */
package io.breakwater.margin.account;
