/** Features on disk: what a model's hidden states are for each example, memory-mapped, named by what made them. */
package dev.sonde.feature;
