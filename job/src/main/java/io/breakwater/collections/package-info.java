/**
 * Primitive heaps, pools, sets and the table of ids, which keep something of every account in few
 * bytes. No domain in them, and {@code java.*} only.
 */
package io.breakwater.collections;
