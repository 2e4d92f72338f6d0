package io.breakwater.collections;

/** The order of accounts, which is that of their ids' bytes, taken as unsigned. */
public interface IdOrder {
  /**
   * Eight bytes of an id, the first of them the most significant, so that unsigned values compare
   * like the bytes; zeros stand for what lies behind its end.
   *
   * @param from how many bytes of the id are left out before them
   */
  long word(int slot, int from);

  /** The order of two ids. */
  int compareIds(int slot, int other);
}
