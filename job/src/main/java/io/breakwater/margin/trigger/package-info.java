/**
 * What is told of decisions: causes, transitions, triggers and the episodes that number them. Built
 * from the values of the other rooms, and decides nothing.
 */
package io.breakwater.margin.trigger;
