package io.breakwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the packaged jars say of the licences of what is in them, against what is in them. */
class ClusterJarITCase {
  private static final Path TARGET = Path.of("target");
  private static final Path RUNTIME_ARTIFACTS = TARGET.resolve("runtime-artifacts");

  private static final String OWN = "io.breakwater";
  private static final String LICENSE = "META-INF/LICENSE";
  private static final String NOTICE = "META-INF/NOTICE";

  /** A row of {@link #RUNTIME_ARTIFACTS}: group, artifact, version and where its jar is. */
  private static final Pattern ARTIFACT =
      Pattern.compile("\\s*([^:]+):([^:]+):jar:([^:]+):[a-z]+:(\\S+)( .*)?");

  private static final Pattern NAMED = Pattern.compile("(?m)^- (\\S+:\\S+:\\S+) \\(");
  private static final Pattern TEXT = Pattern.compile("META-INF/[\\w./-]*[\\w-]");

  private Path clusterJar;
  private Path plainJar;

  @BeforeEach
  void findJars() throws IOException {
    clusterJar = packaged("breakwater-job-*-all.jar");
    plainJar = packaged("breakwater-job-*{SNAPSHOT,[0-9]}.jar");
    assumeTrue(
        clusterJar != null && plainJar != null && Files.exists(RUNTIME_ARTIFACTS),
        "needs the jars in target: mvn verify packages them first");
  }

  private static Path packaged(String glob) throws IOException {
    if (!Files.isDirectory(TARGET)) {
      return null;
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(TARGET, glob)) {
      for (Path jar : jars) {
        return jar;
      }
      return null;
    }
  }

  @Test
  void noticeNamesEveryArtifactInTheClusterJarAndNoOther() throws IOException {
    Set<String> inside = classes(clusterJar);
    Set<String> bundled = new TreeSet<>();
    Set<String> explained = new HashSet<>();
    for (Map.Entry<String, Path> artifact : runtimeArtifacts().entrySet()) {
      Set<String> its = classes(artifact.getValue());
      its.retainAll(inside);
      if (!its.isEmpty()) {
        bundled.add(artifact.getKey());
      }
      explained.addAll(its);
    }
    assertThat(named(text(clusterJar, NOTICE))).isEqualTo(bundled);
    inside.removeAll(explained);
    assertThat(inside).allMatch(name -> name.startsWith("io/breakwater/"));
  }

  @Test
  void clusterJarHasTheTextsThatItsNoticeRefersTo() throws IOException {
    String notice = text(clusterJar, NOTICE);
    Set<String> texts =
        TEXT.matcher(notice).results().map(MatchResult::group).collect(Collectors.toSet());
    assertThat(texts).hasSizeGreaterThan(1);
    assertThat(entries(clusterJar)).containsAll(texts);
    assertThat(entries(clusterJar))
        .filteredOn(name -> name.startsWith("META-INF/licenses/") && !name.endsWith("/"))
        .allMatch(texts::contains);
  }

  @Test
  void noticesOfWhatIsInsideAreKept() throws IOException {
    List<String> kept = text(clusterJar, NOTICE).lines().map(String::strip).toList();
    for (String artifact : named(text(clusterJar, NOTICE))) {
      Path jar = runtimeArtifacts().get(artifact);
      assertThat(jar).as(artifact).isNotNull();
      for (String name : List.of(NOTICE, NOTICE + ".txt", "NOTICE")) {
        String notice = text(jar, name);
        Stream<String> lines =
            notice.lines().map(String::strip).filter(line -> !line.startsWith("//"));
        assertThat(kept).as(artifact).containsAll(lines.toList());
      }
    }
  }

  @Test
  void everyJarHasTheProjectsLicenseAndNotice() throws IOException {
    for (Path jar : List.of(clusterJar, plainJar)) {
      assertThat(text(jar, LICENSE)).isEqualTo(Files.readString(Path.of("..", "LICENSE")));
      assertThat(text(jar, NOTICE)).startsWith(Files.readString(Path.of("..", "deploy", "NOTICE")));
    }
    assertThat(entries(clusterJar)).doesNotHaveDuplicates();
    assertThat(entries(clusterJar)).doesNotContain("LICENSE", "NOTICE", "META-INF/DEPENDENCIES");
  }

  private static Set<String> named(String notice) {
    Matcher names = NAMED.matcher(notice);
    return names
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Jars of others that the job needs when it runs, by group, artifact and version. */
  private static Map<String, Path> runtimeArtifacts() throws IOException {
    Map<String, Path> artifacts = new TreeMap<>();
    for (String line : Files.readAllLines(RUNTIME_ARTIFACTS)) {
      Matcher row = ARTIFACT.matcher(line);
      if (row.matches() && !row.group(1).equals(OWN)) {
        artifacts.put(
            String.join(":", row.group(1), row.group(2), row.group(3)), Path.of(row.group(4)));
      }
    }
    return artifacts;
  }

  private static Set<String> classes(Path jar) throws IOException {
    return entries(jar).stream()
        .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new ArrayList<>(file.stream().map(JarEntry::getName).toList());
    }
  }

  /** An entry of a jar; nothing when there is none. */
  private static String text(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry entry = file.getJarEntry(name);
      return entry == null
          ? ""
          : new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
