/**
 * The margin model whose health is a sum of concave, piecewise linear functions of one price each:
 * exact decisions, critical and bankruptcy prices in closed form, and the reference evaluator
 * beside it. Only decimals and integers.
 */
package io.breakwater.margin.linear;
