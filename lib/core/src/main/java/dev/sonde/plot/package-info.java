/** A figure model with one drawing for Plotly, SVG and PNG. */
package dev.sonde.plot;
