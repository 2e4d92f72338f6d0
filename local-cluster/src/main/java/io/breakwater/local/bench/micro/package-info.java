/**
 * Micro-benchmarks of what one decision is made of, each beside a plain baseline that gives the
 * same answer.
 *
 * <p>The one of the index stands in the package {@code io.breakwater.stream} of this module, since
 * the index is visible there only, and is to stay so.
 */
package io.breakwater.local.bench.micro;
