/**
 * Estimates with intervals, tests, agreement and rank correlation.
 *
 * <ul>
 *   <li>Estimate: {@link dev.sonde.stats.Proportion} with its {@link dev.sonde.stats.Interval}.
 *   <li>Compare: {@link dev.sonde.stats.ProportionTest} against a reference, {@link dev.sonde.stats.McNemarTest} for two
 *       systems on the same examples, {@link dev.sonde.stats.Holm} for several tests at once.
 *   <li>Correlate: {@link dev.sonde.stats.KendallTest}, {@link dev.sonde.stats.Correlation}.
 *   <li>Agree: {@link dev.sonde.stats.FleissKappa}.
 *   <li>Plan: {@link dev.sonde.stats.DetectableDifference}.
 * </ul>
 *
 * <p>A test is immutable, {@code withDefaults()}, changed by {@code with...}, and gives a small record. Input that has no
 * answer (no values, NaN, a constant variable, counts that cannot be) is refused by a {@link
 * dev.sonde.display.SondeException} that names it; no result is ever NaN.
 */
package dev.sonde.stats;
