/** The kernel extension: copies Sonde's MIME bundles into JJava's and IJava's own types. */
package dev.sonde.jupyter;
