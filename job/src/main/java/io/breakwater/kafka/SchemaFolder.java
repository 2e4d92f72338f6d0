package io.breakwater.kafka;

import io.breakwater.schemas.AccountUpdate;
import io.breakwater.schemas.InstrumentParameters;
import io.breakwater.schemas.InsuranceFund;
import io.breakwater.schemas.MarketDepth;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.RiskFactorParameters;
import io.breakwater.schemas.RiskPolicy;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** A folder of {@code .avsc} files, each a schema that a newer writer may use. */
public final class SchemaFolder {
  private static final long MOST_BYTES = 1024 * 1024;

  private static final List<Schema> READ =
      List.of(
          OraclePrice.getClassSchema(),
          AccountUpdate.getClassSchema(),
          RiskFactorParameters.getClassSchema(),
          InstrumentParameters.getClassSchema(),
          RiskPolicy.getClassSchema(),
          MarketDepth.getClassSchema(),
          InsuranceFund.getClassSchema());

  private final List<Announcement> announced = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<Integer, String> byRegistryId = new HashMap<>();

  private SchemaFolder(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.avsc")) {
      List<Path> sorted = new ArrayList<>();
      files.forEach(sorted::add);
      sorted.sort(null);
      sorted.forEach(this::add);
      if (sorted.isEmpty()) {
        problems.add("holds no .avsc file: put schemas there, or leave it out.");
      }
    } catch (IOException e) {
      problems.add("is '" + folder + "', which cannot be read as a folder: give an existing one.");
    }
  }

  /** What a folder announces. */
  public static SchemaFolder read(Path folder) {
    return new SchemaFolder(folder);
  }

  /** The schemas, in the order of their files' names; those with a problem are not among them. */
  public List<Announcement> announced() {
    return List.copyOf(announced);
  }

  /** What is wrong, each what may follow the name of the folder's option. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private void add(Path file) {
    String name = file.getFileName().toString();
    String problem;
    try {
      problem = Files.size(file) > MOST_BYTES ? "has more than 1 MiB" : add(name, file);
    } catch (IOException e) {
      problem = "cannot be read: " + e.getMessage();
    }
    if (problem != null) {
      problems.add("holds " + name + ", which " + problem + ".");
    }
  }

  private String add(String name, Path file) throws IOException {
    Announcement announcement = new Announcement(name, Files.readString(file));
    Schema writer;
    try {
      writer = announcement.schema();
    } catch (RuntimeException e) {
      return "is no schema of a record: " + e.getMessage();
    }
    for (Schema today : READ) {
      if (today.getName().equals(writer.getName())) {
        return add(announcement, today, writer);
      }
    }
    return "is of %s, which the job does not read: it reads %s"
        .formatted(
            writer.getName(), READ.stream().map(Schema::getName).collect(Collectors.joining(", ")));
  }

  private String add(Announcement announcement, Schema today, Schema writer) {
    String problem = WriterCheck.problem(today, writer);
    if (problem != null) {
      return "this release cannot read: " + problem;
    }
    Integer id = announcement.registryId();
    String other = id == null ? null : byRegistryId.putIfAbsent(id, announcement.name());
    if (other != null) {
      return "states the registry's number " + id + " like " + other + ": a number is of one";
    }
    announced.add(announcement);
    return null;
  }
}
