/**
 * Text on its way into a model: caption processing, BERT's WordPiece and LLaMA's tokenizer, truncation and padding.
 *
 * <p>{@link dev.sonde.text.TextInput} is the whole way as one option object, with a preset per model of the paper;
 * {@link dev.sonde.text.TokenBatch} is what the model takes.
 */
package dev.sonde.text;
