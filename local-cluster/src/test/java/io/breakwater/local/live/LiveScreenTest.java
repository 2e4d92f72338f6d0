package io.breakwater.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
  private final StringWriter written = new StringWriter();

  private LiveScreen screen(boolean terminal) {
    return new LiveScreen(new PrintWriter(written), terminal);
  }

  @Test
  void statusOfATerminalIsWrittenOver() {
    LiveScreen screen = screen(true);
    screen.status("10 %");
    screen.line("a trigger");
    screen.status("20 %");
    assertThat(written).hasToString("10 %\r\u001b[2Ka trigger" + System.lineSeparator() + "20 %");
  }

  @Test
  void elsewhereTheStatusIsALineNowAndThen() {
    LiveScreen screen = screen(false);
    screen.status("10 %");
    screen.status("20 %");
    screen.line("a trigger");
    assertThat(written.toString().lines()).containsExactly("10 %", "a trigger");
  }
}
