/** The façade that notebooks and JShell import. */
package dev.sonde;
