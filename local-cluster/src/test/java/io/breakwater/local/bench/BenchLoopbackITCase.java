package io.breakwater.local.bench;

import io.breakwater.local.bench.contest.Contender;
import io.breakwater.local.bench.load.Small;
import io.breakwater.local.cluster.ListeningSockets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What the bench and the processes that it starts open is reached from this machine only. */
class BenchLoopbackITCase {

  @Test
  void contendersListenOnLoopbackOnly() throws Exception {
    ListeningSockets.assumeTold();
    EnumSet<Contender> contenders = EnumSet.of(Contender.TRIPWIRES, Contender.STREAMS);
    ListeningSockets.requireLoopback(ListeningSockets.during(() -> Small.contest(contenders, 1)));
  }
}
