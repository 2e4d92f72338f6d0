/**
 * What is looked at before the job is submitted, so that whoever starts it learns in a sentence
 * what would go wrong later. One file a check; {@link io.breakwater.kafka.start.StartChecks} lists
 * them. Nothing here is known to the job that runs.
 */
package io.breakwater.kafka.start;
