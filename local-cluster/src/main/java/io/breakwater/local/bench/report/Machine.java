package io.breakwater.local.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/** What figures were measured on. */
public final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  /** Set by {@code local-cluster/run}. */
  private static final String COMMIT = "local-cluster.commit";

  private static final double GIBIBYTE = 1L << 30;

  private Machine() {}

  /** Names and values, in the order of their importance. */
  public static Map<String, String> description() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processor", processor());
    machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("load average at the start", load());
    machine.put("memory", gibibytes(physicalMemory()));
    machine.put("heap", gibibytes(Runtime.getRuntime().maxMemory()));
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    machine.put("flink", EnvironmentInformation.getVersion());
    machine.put("kafka", AppInfoParser.getVersion());
    machine.put("commit", System.getProperty(COMMIT, "unknown"));
    return machine;
  }

  private static String processor() {
    try {
      return Files.readAllLines(CPU).stream()
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String load() {
    return String.format(
        Locale.ROOT, "%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static long physicalMemory() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
  }
}
