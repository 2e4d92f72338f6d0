/**
 * Accounts and markets as floating-point numbers in flat arrays, each the nearest double of an
 * exact one, and bounds in units of a factor's scale: what fast forms calculate from. Values only:
 * nothing here knows a formula of margin.
 */
package io.breakwater.margin.mirror;
