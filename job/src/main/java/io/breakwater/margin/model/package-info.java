/**
 * The contract of a margin model, and the values in which it answers: valuations, decisions, legs
 * of a close-out. What is true of every model may live here, and no formula of one.
 */
package io.breakwater.margin.model;
