/** The models that are probed, one file each: vision transformer, Q-Former, BLIP-2, InstructBLIP with its LLaMA, ViLT. */
package dev.sonde.model;
