package io.breakwater.local.bench.report;

import java.util.List;

/** What a figure gave: its part of the report, and its lines of what must be reached. */
public record Outcome(Section section, List<Finding> findings) {}
