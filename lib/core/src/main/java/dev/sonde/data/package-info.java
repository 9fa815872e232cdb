/** Examples, splits and the data sets that the paper uses. */
package dev.sonde.data;
