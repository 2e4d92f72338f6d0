/** The job: its options, its topology and its main class. */
package io.breakwater;
