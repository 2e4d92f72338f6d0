/** The report that people and programs read: sections, findings, and the machine. */
package io.breakwater.local.bench.report;
