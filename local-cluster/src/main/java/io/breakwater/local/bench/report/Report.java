package io.breakwater.local.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a bench found.
 *
 * @param command that reproduces it
 * @param machine what it was measured on
 * @param findings beside what must be reached
 * @param sections the figures
 */
public record Report(
    String command, Map<String, String> machine, List<Finding> findings, List<Section> sections) {

  /** Writes {@code report.md} and {@code report.json}. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.md"), markdown());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(folder.resolve("report.json").toFile(), json());
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", command);
    json.put("machine", machine);
    json.put("findings", findings.stream().map(Report::json).toList());
    Map<String, Object> data = new LinkedHashMap<>();
    sections.forEach(section -> data.put(section.title(), section.data()));
    json.put("figures", data);
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("measure", finding.measure());
    json.put("must", finding.must());
    json.put("reach", finding.reach());
    json.put("measured", Double.isNaN(finding.measured()) ? null : finding.measured());
    json.put("verdict", finding.verdict());
    return json;
  }

  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# Breakwater: benchmark");
    lines.add("");
    lines.add("Reproduce with `" + command + "`.");
    lines.add("");
    machine.forEach((name, value) -> lines.add("- " + name + ": " + value));
    if (!findings.isEmpty()) {
      lines.add("");
      lines.add("## What must be reached");
      lines.add("");
      table(
          lines,
          List.of("measure", "must", "reach", "measured", ""),
          findings.stream().map(Report::row).toList());
    }
    for (Section section : sections) {
      lines.add("");
      lines.add("## " + section.title());
      for (String note : section.notes()) {
        lines.add("");
        lines.add(note);
      }
      lines.add("");
      table(lines, section.header(), section.rows());
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> row(Finding finding) {
    return List.of(
        finding.measure(),
        number(finding.must()),
        number(finding.reach()),
        Double.isNaN(finding.measured()) ? "" : number(finding.measured()),
        finding.verdict());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }

  private static void table(List<String> lines, List<String> header, List<List<String>> rows) {
    lines.add(line(header));
    lines.add(line(header.stream().map(name -> "---").toList()));
    rows.forEach(row -> lines.add(line(row)));
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
