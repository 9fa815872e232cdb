/** Estimates with intervals, tests, agreement and rank correlation. */
package dev.sonde.stats;
