/**
 * The contest: who is measured, how much of it, the comparison of the answers, and the tables of
 * the report.
 */
package io.breakwater.local.bench.contest;
