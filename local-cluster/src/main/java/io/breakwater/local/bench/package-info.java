/**
 * The benchmark: the stage that decides against its peers, on the same input, in the same run, and
 * the answers compared before any figure is given.
 */
package io.breakwater.local.bench;
