/** What a run of the paper's experiments is asked for, and what it gives. */
package dev.sonde.experiment;
