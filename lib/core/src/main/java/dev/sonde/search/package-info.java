/**
 * The search for hyper-parameters: what to try next, and a record of what was tried that survives kills.
 *
 * <ul>
 *   <li>Say what may vary: {@link dev.sonde.search.SearchSpace} of {@link dev.sonde.search.Parameter}s.
 *   <li>Choose how points are found: {@link dev.sonde.search.TpeSampler}, {@link dev.sonde.search.RandomSampler}, {@link
 *       dev.sonde.search.GridSampler}.
 * </ul>
 */
package dev.sonde.search;
