/**
 * The search for hyper-parameters: what to try next, and a record of what was tried that survives kills.
 *
 * <ul>
 *   <li>Say what may vary: {@link dev.sonde.search.SearchSpace} of {@link dev.sonde.search.Parameter}s.
 *   <li>Choose how points are found: {@link dev.sonde.search.TpeSampler}, {@link dev.sonde.search.RandomSampler}, {@link
 *       dev.sonde.search.GridSampler}.
 *   <li>Run it, or ask and tell: {@link dev.sonde.search.Search}, in memory or with a journal.
 *   <li>See what came out: the search itself is a table of its trials; {@link dev.sonde.search.SearchFigures}, {@link
 *       dev.sonde.search.Importances}.
 * </ul>
 *
 * <p>A journal is a file of JSON lines that is only appended to. A first line says which search it is; then each process
 * joins, asks for trials and tells their scores, see {@link dev.sonde.search.Search#journal}.
 */
package dev.sonde.search;
