/**
 * Deciding the accounts of one subtask: the mirror, the watches that name whom to look at,
 * tracking, decisions and audits. No operator: Flink's state is behind the account store.
 */
package io.breakwater.stream.desk;
