package io.breakwater.local.bench.report;

import java.util.List;

/**
 * A part of the report.
 *
 * @param title its heading
 * @param notes sentences before the table
 * @param header of the table
 * @param rows of the table
 * @param data the same figures for programs, as a JSON value
 */
public record Section(
    String title, List<String> notes, List<String> header, List<List<String>> rows, Object data) {}
