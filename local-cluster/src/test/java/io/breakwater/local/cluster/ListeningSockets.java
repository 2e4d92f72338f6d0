package io.breakwater.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP ports that this process and the ones it has started hold open, as the tables of Linux
 * say: whoever opened them, none is overlooked.
 */
public final class ListeningSockets {
  private static final Path PROC = Path.of("/proc");
  private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private static final long POLL_MILLIS = 20;

  private ListeningSockets() {}

  /** Whether the system tells who listens. */
  public static boolean areTold() {
    return Files.isReadable(PROC.resolve("self").resolve(TABLES.get(0)));
  }

  /** Skips a test where the system does not tell who listens. */
  public static void assumeTold() {
    assumeTrue(areTold(), "needs /proc/self/net/tcp, which says who listens where");
  }

  /** Requires that there are some and that nobody reaches them from another machine. */
  public static void requireLoopback(Set<InetSocketAddress> addresses) {
    assertThat(addresses).isNotEmpty();
    assertThat(addresses).allMatch(address -> address.getAddress().isLoopbackAddress());
  }

  /** Where this process and its descendants listen now. */
  public static Set<InetSocketAddress> now() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
        .flatMap(process -> of(PROC.resolve(Long.toString(process.pid()))).stream())
        .collect(Collectors.toSet());
  }

  /** Where they listen while something runs, to its end. */
  public static Set<InetSocketAddress> during(Callable<?> something) throws Exception {
    Set<InetSocketAddress> seen = ConcurrentHashMap.newKeySet();
    ExecutorService runner = Executors.newSingleThreadExecutor();
    try {
      Future<?> end = runner.submit(something);
      while (!end.isDone()) {
        seen.addAll(now());
        Thread.sleep(POLL_MILLIS);
      }
      end.get();
      return seen;
    } finally {
      runner.shutdownNow();
    }
  }

  /** Of a process that has ended meanwhile: none. */
  private static Set<InetSocketAddress> of(Path process) {
    try {
      Set<String> own = sockets(process);
      Set<InetSocketAddress> addresses = new HashSet<>();
      for (String table : TABLES) {
        for (String line : lines(process.resolve(table))) {
          String[] columns = line.strip().split("\\s+");
          if (columns[STATE].equals(LISTENING) && own.contains(columns[INODE])) {
            addresses.add(address(columns[LOCAL_ADDRESS]));
          }
        }
      }
      return addresses;
    } catch (IOException | UncheckedIOException e) {
      return Set.of();
    }
  }

  /** The rows of a table; a system without IPv6 has not the second table. */
  private static List<String> lines(Path table) throws IOException {
    return Files.exists(table) ? Files.readAllLines(table).stream().skip(1).toList() : List.of();
  }

  private static Set<String> sockets(Path process) throws IOException {
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return files
          .map(ListeningSockets::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  /** What a file descriptor stands for; nothing when it has been closed meanwhile. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Words of four bytes, each with its lowest byte first, and behind a colon the port. */
  private static InetSocketAddress address(String text) throws UnknownHostException {
    String[] parts = text.split(":");
    byte[] words = HexFormat.of().parseHex(parts[0]);
    byte[] bytes = new byte[words.length];
    for (int at = 0; at < words.length; at++) {
      bytes[at] = words[(at & ~3) + 3 - (at & 3)];
    }
    return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
  }
}
