/**
 * What is stated beforehand: instruments with their margin parameters and tiers, policies and the
 * levels that they tell apart. Values with their checks; nothing here knows of an account.
 */
package io.breakwater.margin.terms;
