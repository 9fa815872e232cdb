package dev.sonde.paper;

/**
 * One number that the paper's running text states.
 *
 * @param id a short name
 * @param value the number as printed
 * @param unit what it counts or measures
 * @param section where it stands
 * @param quote the words around it
 */
public record PublishedNumber(String id, Printed value, String unit, String section, String quote) {}
