/**
 * The rules of the aggregates a second time, from scratch, account by account, in decimals and as
 * plainly as they can be said: what tests and audits judge by. Asks the margin model for values and
 * decisions at moved prices, and shares no formula with the rest of {@code cascade}. Slow.
 */
package io.breakwater.cascade.reference;
