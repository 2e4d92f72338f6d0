package io.breakwater.local;

import io.breakwater.local.bench.BenchCommand;
import io.breakwater.local.cluster.ClusterException;
import io.breakwater.local.command.InputException;
import io.breakwater.local.explain.ExplainCommand;
import io.breakwater.local.feed.BookCommand;
import io.breakwater.local.live.LiveCommand;
import io.breakwater.local.replay.ReplayCommand;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ScopeType;

/**
 * The command line. Exit codes: 0 done, 1 an input or the job failed, 2 wrong usage. Whatever goes
 * wrong is said in a sentence on standard error.
 */
@Command(
    name = "local-cluster/run",
    description = "Breakwater on one machine. Without a command: live.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      LiveCommand.class,
      ReplayCommand.class,
      ExplainCommand.class,
      BookCommand.class,
      BenchCommand.class
    })
public final class Main {
  private static final String DEFAULT_COMMAND = "live";

  /** Options that ask about the program, not for the default command. */
  private static final List<String> INFORMATION = List.of("-h", "--help", "-V", "--version");

  private static final IExecutionExceptionHandler ONE_SENTENCE =
      (exception, command, parsed) -> {
        command.getErr().println(sentence(exception));
        return command.getCommandSpec().exitCodeOnExecutionException();
      };

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs the arguments with UTF-8 output and answers the exit code. */
  static int run(String[] args, OutputStream out, OutputStream err) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(ONE_SENTENCE)
        .setOut(utf8(out))
        .setErr(utf8(err))
        .execute(withCommand(args));
  }

  /** The arguments, with the default command where they name none. */
  private static String[] withCommand(String[] args) {
    boolean isNamed = args.length > 0 && !args[0].startsWith("-");
    boolean asksAboutProgram = args.length == 1 && INFORMATION.contains(args[0]);
    if (isNamed || asksAboutProgram) {
      return args;
    }
    return Stream.concat(Stream.of(DEFAULT_COMMAND), Arrays.stream(args)).toArray(String[]::new);
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static String sentence(Exception exception) {
    if (exception instanceof InputException || exception instanceof ClusterException) {
      return exception.getMessage();
    }
    LoggerFactory.getLogger(Main.class).error("The command failed.", exception);
    return "failed: " + exception;
  }
}
