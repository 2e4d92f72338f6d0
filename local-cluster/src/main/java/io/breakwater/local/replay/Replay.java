package io.breakwater.local.replay;

import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.KeyedLine;
import io.breakwater.local.replay.lines.LineSort;
import io.breakwater.local.replay.lines.PartFiles;
import io.breakwater.local.replay.lines.RejectedLines;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.ReplayTapes;
import io.breakwater.local.replay.source.ReplayTimeBase;
import io.breakwater.local.replay.source.RunningReplay;
import io.breakwater.stream.event.RejectedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A recording through the job, and its outputs sorted into a folder, each of them whole. */
final class Replay {
  private final Recording recording;
  private final ReplayJob job;
  private final Path out;

  /**
   * What came out.
   *
   * @param lines how many each output holds
   * @param held accounts that are held at the end
   * @param rejected what could not be used
   */
  record Result(Map<ReplayOutput, Long> lines, HeldAccounts held, RejectedLines rejected) {
    long count(ReplayOutput output) {
      return lines.get(output);
    }
  }

  /**
   * @param out folder of the outputs, which is there
   */
  Replay(Recording recording, ReplayJob job, Path out) {
    this.recording = recording;
    this.job = job;
    this.out = out;
  }

  /**
   * Runs the job and sorts what it left.
   *
   * @param tapes of the recording
   * @param timeBase that the sources follow
   * @param scratch folder inside of the outputs' folder, which its owner deletes
   * @throws ReplayFailedException when the job fails, with the cause
   */
  Result run(ReplayTapes tapes, ReplayTimeBase timeBase, Path scratch) throws IOException {
    try (RunningReplay replay = RunningReplay.begin(tapes, timeBase)) {
      job.run(replay, scratch);
    }
    return sort(scratch);
  }

  private Result sort(Path scratch) throws IOException {
    Map<ReplayOutput, Long> lines = new EnumMap<>(ReplayOutput.class);
    HeldAccounts held = new HeldAccounts();
    RejectedLines rejected = new RejectedLines();
    for (ReplayOutput output : ReplayOutput.values()) {
      LineSort sort = new LineSort(scratch, LineSort.MEMORY);
      for (Path part : PartFiles.committed(output.parts(scratch))) {
        sort.addAll(part);
      }
      if (output == ReplayOutput.REJECTED) {
        for (RejectedRecord line : recording.rejectedLines()) {
          sort.add(KeyedLine.of(line));
        }
      }
      sort.writeTo(
          output.in(out),
          switch (output) {
            case HEALTH -> held::add;
            case REJECTED -> rejected::add;
            case TRIGGERS, QUALITY, AGGREGATES -> line -> {};
          });
      lines.put(output, sort.count());
    }
    return new Result(lines, held, rejected);
  }
}
