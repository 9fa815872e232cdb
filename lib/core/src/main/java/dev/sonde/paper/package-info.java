/** The published numbers, their audit and the verdicts on them. */
package dev.sonde.paper;
