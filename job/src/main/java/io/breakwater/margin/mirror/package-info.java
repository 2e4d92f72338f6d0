/**
 * Accounts and markets as floating-point numbers in flat arrays, each the nearest double of an
 * exact one, and bounds in units of a factor's scale: what fast forms calculate from. The numbers
 * are those that the linear model asks for; other models may leave them at zero.
 */
package io.breakwater.margin.mirror;
