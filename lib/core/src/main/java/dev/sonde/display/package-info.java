/** What a value looks like: MIME bundles for notebooks and pages, readable text for terminals. */
package dev.sonde.display;
