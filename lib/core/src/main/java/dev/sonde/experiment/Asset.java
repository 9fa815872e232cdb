package dev.sonde.experiment;

/**
 * Something that the experiments need and Sonde does not bring along.
 *
 * @param name what it is
 * @param isThere whether all of it is there
 * @param found what was found, in words
 * @param source where to get it
 */
public record Asset(String name, boolean isThere, String found, String source) {}
