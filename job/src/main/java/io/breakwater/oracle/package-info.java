/** Rules of prices, pure Java: what a source says and whether it may be used. */
package io.breakwater.oracle;
