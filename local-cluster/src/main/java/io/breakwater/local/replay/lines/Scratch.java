package io.breakwater.local.replay.lines;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder for what is written on the way; gone when it is closed, or when the process ends. */
public final class Scratch implements AutoCloseable {
  private final Path folder;
  private final Thread cleaner;

  private Scratch(Path folder) {
    this.folder = folder;
    this.cleaner = new Thread(this::delete, "scratch-cleaner");
  }

  /** Makes a hidden folder inside of another, so that files can be moved from it in one step. */
  public static Scratch in(Path parent) throws IOException {
    Scratch scratch = new Scratch(Files.createTempDirectory(parent, ".replay-"));
    Runtime.getRuntime().addShutdownHook(scratch.cleaner);
    return scratch;
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    delete();
    Runtime.getRuntime().removeShutdownHook(cleaner);
  }

  private void delete() {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      // What cannot be deleted stays: no output depends on it.
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
