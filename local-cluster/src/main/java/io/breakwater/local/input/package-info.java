/** The files that people exchange: books, price files, feeds, and the recording they make up. */
package io.breakwater.local.input;
