package io.breakwater.stream;

import java.io.Serializable;

/**
 * Into how many partitions triggers are written. Readers may see one of them only, so each is told
 * when an epoch begins.
 */
@FunctionalInterface
public interface TriggerPartitions extends Serializable {
  /** Nobody reads triggers by epochs. */
  TriggerPartitions NONE = () -> 0;

  /** How many there are now; asked where the job runs, when an epoch begins. */
  int count();
}
