/** Probes: heads, objectives, training on frozen features, searches in one pass, predictions, results and controls. */
package dev.sonde.probe;
