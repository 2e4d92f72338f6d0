/**
 * The fast form of the linear model, in floating point that rules accounts out, each claim with its
 * proven bound of error: the screen, and the bounds among which a level cannot change. Nothing here
 * decides.
 */
package io.breakwater.margin.fast;
