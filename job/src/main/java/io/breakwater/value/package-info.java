/**
 * Decimals, identifiers, refusals and origins: what every room uses, and nothing that knows of
 * accounts, prices or streams. {@code java.*} only.
 */
package io.breakwater.value;
