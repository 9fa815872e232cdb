/** Experiments: from a model and a task to a result that is computed once. */
package dev.sonde.experiment;
