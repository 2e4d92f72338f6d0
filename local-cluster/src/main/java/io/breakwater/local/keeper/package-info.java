/** A small liquidator: it reads triggers by the documented rule and closes what they name. */
package io.breakwater.local.keeper;
