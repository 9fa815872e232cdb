/**
 * Pre-training of small models on the mini world: the same classes as at the paper's scale, an image encoder first and then
 * what reads it. A training is a {@link dev.sonde.pretrain.Stage} that a {@link dev.sonde.pretrain.StageLoop} runs.
 */
package dev.sonde.pretrain;
