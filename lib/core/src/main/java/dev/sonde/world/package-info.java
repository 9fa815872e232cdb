/**
 * The mini world: small scenes of coloured shapes with exact boxes, and what can be said of them. All of it follows from a
 * seed, in whole numbers or exact fractions, so that every platform draws and says the same.
 */
package dev.sonde.world;
