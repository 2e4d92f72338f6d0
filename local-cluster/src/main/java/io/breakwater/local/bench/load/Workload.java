package io.breakwater.local.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A book of accounts and a tape of prices, by their numbers; the file {@code workloads.yaml} says
 * what each means.
 */
public record Workload(
    String name,
    String about,
    BookKind book,
    long seed,
    int instruments,
    int positions,
    double nearest,
    double median,
    double spread,
    double flicker,
    double volatility,
    double drift,
    int ticks,
    long accountTicks) {
  private static final String FILE = "workloads.yaml";

  /** The fixed workloads, in the order of their file. */
  public static List<Workload> all() {
    try (InputStream yaml = Workload.class.getResourceAsStream(FILE)) {
      return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** The fixed workload of a name that stands in the file. */
  public static Workload of(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** The workload that {@link #json} wrote. */
  public static Workload ofJson(String json) {
    try {
      return new ObjectMapper().readValue(json, Workload.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a workload: " + json, e);
    }
  }

  /** All its numbers, for another process. */
  public String json() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many ticks a run over a number of accounts has. */
  public int ticks(int accounts) {
    return (int) Math.min(ticks, accountTicks / accounts);
  }

  /** The mean number of accounts that hold an instrument, at least 1. */
  public long holders(int accounts) {
    return Math.max(1, (long) accounts * positions / instruments);
  }
}
