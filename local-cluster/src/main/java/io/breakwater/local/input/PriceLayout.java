package io.breakwater.local.input;

import io.breakwater.value.RefusedException;
import java.util.List;

/** A kind of price file: how its lines read and which ticks they give. */
interface PriceLayout<R extends PriceRow> {

  /** Names of the columns, in the order of the file. */
  List<String> columns();

  /** Whether the first line names the columns. */
  default boolean hasHeader() {
    return true;
  }

  /**
   * What a line says.
   *
   * @throws RefusedException when it is malformed
   */
  R parse(Columns columns, Line line);

  /**
   * The ticks of all rows of one time, in the order of their times; those of one time in the order
   * that the layout names.
   *
   * @param rows in the order of the file
   * @param stepMillis smallest difference between the times of two rows of the file
   */
  List<Tick> ticks(List<R> rows, long stepMillis);

  /** How many ticks each row gives. */
  int ticksPerRow();

  /** Whether the format promises that lines come in the order of their times. */
  boolean promisesOrder();
}
