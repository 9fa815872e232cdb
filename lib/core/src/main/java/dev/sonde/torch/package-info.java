/** PyTorch in this process: device, precision, lifetimes of arrays, text kernels, gradients, AdamW, schedules. */
package dev.sonde.torch;
