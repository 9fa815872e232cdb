/** Pictures decoded and resized exactly as Pillow does, and prepared for the models. */
package dev.sonde.image;
