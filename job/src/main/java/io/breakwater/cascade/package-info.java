/**
 * Pure rules of the systemic-cascade aggregates: how much liquidation waits below and above the
 * market, whether it can carry the price through, how far it would run and who pays. A room each
 * for what is told ({@code record}), what waits at which price ({@code ladder}), how selling moves
 * a price ({@code impact}), what one account adds ({@code account}), sums that do not depend on how
 * accounts are spread ({@code slice}), and the rules again, slow and plain ({@code reference}).
 */
package io.breakwater.cascade;
