/**
 * The contract of a margin model, and the values in which it answers: valuations, decisions, boxes,
 * critical prices, legs of a close-out; how one of several models is chosen, and the fast form of a
 * model that has none of its own. What is true of every model may live here, and no formula of one.
 */
package io.breakwater.margin.model;
