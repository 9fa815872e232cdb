package dev.sonde.format;

/**
 * A piece of memory that PyTorch wrote; tensors are views of it.
 *
 * @param elements how many elements of the type it has; the bytes hold at least as many
 */
record TorchStorage(StoredType type, TensorBytes bytes, long elements) {}
