/**
 * A figure model with one geometry for Plotly, SVG and PNG.
 *
 * <p>A {@link dev.sonde.plot.Figure} has {@link dev.sonde.plot.Panel panels}, a panel has two {@link dev.sonde.plot.Axis
 * axes} and {@link dev.sonde.plot.Mark marks}. {@code Layout} says where everything stands in pixels; {@code SvgDrawing}
 * and {@code PlotlyDrawing} only draw what it says; {@code Raster} turns the SVG into a PNG.
 */
package dev.sonde.plot;
