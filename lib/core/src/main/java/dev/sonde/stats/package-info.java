/**
 * Estimates with intervals, tests, agreement, rank correlation and the measures of probing.
 *
 * <ul>
 *   <li>Estimate: {@link dev.sonde.stats.Proportion} with its {@link dev.sonde.stats.Interval};
 *       {@link dev.sonde.stats.Bootstrap} for any other statistic, also of items in {@link dev.sonde.stats.Clusters}.
 *   <li>Compare: {@link dev.sonde.stats.ProportionTest} against a reference, {@link dev.sonde.stats.McNemarTest} and
 *       {@link dev.sonde.stats.PairedPermutationTest} for two systems on the same examples, {@link
 *       dev.sonde.stats.EquivalenceTest} to show that two are as good, {@link dev.sonde.stats.MannWhitneyTest} for two
 *       independent samples, {@link dev.sonde.stats.Holm} for several tests at once.
 *   <li>Correlate: {@link dev.sonde.stats.KendallTest}, {@link dev.sonde.stats.Correlation}.
 *   <li>Agree: {@link dev.sonde.stats.FleissKappa}.
 *   <li>Probe: {@link dev.sonde.stats.Selectivity} against a control task, {@link dev.sonde.stats.OnlineCode} for the
 *       description length of labels, {@link dev.sonde.stats.VInformation} for what a representation says about each
 *       item, {@link dev.sonde.stats.ExpectedValidationPerformance} for what a search is worth.
 *   <li>Plan: {@link dev.sonde.stats.DetectableDifference}.
 * </ul>
 *
 * <p>A test is immutable, {@code withDefaults()}, changed by {@code with...}, and gives a small record. Input that has no
 * answer (no values, NaN, a constant variable, counts that cannot be) is refused by a {@link
 * dev.sonde.display.SondeException} that names it; no result is ever NaN.
 */
package dev.sonde.stats;
