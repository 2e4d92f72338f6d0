/**
 * The command {@code explain}: what each account of a book is worth, and from which prices on not.
 */
package io.breakwater.local.explain;
