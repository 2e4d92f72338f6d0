/**
 * Floating point that rules accounts out, each claim with its proven bound of error: compact
 * accounts, the screen, the bounds among which a level cannot change. Nothing here decides.
 */
package io.breakwater.margin.fast;
