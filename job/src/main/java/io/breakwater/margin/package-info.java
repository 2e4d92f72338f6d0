/**
 * The rules of margin. Here stands which models there are; what they are made of is in the rooms
 * below.
 */
package io.breakwater.margin;
