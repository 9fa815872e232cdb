/** Files of the Python world, read safely: strict text, restricted pickles, safetensors. */
package dev.sonde.format;
