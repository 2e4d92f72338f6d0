/**
 * The rules of the linear model a second time, as plainly as they can be said: what tests, audits
 * and verified replays judge by. Shares no formula with the model.
 */
package io.breakwater.margin.reference;
