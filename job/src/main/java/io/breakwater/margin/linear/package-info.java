/**
 * The margin model whose health is a sum of concave, piecewise linear functions of one price each:
 * exact decisions, safe boxes, critical and bankruptcy prices in closed form. Only decimals and
 * integers.
 */
package io.breakwater.margin.linear;
