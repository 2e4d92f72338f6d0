/**
 * What one account adds to the aggregates at a marker, from the flat numbers of the mirror: figures
 * in floating point, and who is counted exactly.
 */
package io.breakwater.cascade.account;
