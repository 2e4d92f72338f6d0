/**
 * Judging one observed factor: which of its sources count, what value is accepted of them, and how
 * far that can be relied upon. Values and one pure decision; time is told to it, and nothing here
 * knows of accounts.
 */
package io.breakwater.oracle.judge;
