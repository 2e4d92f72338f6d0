/** JSON read and written by the Avro schemas, with the place of whatever cannot be read. */
package io.breakwater.local.json;
