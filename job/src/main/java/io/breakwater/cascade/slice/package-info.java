/**
 * What the accounts of one subtask come to at one marker, by row and for the whole system: sums
 * that are the same however accounts are spread.
 */
package io.breakwater.cascade.slice;
