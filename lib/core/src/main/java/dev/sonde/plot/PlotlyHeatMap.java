package dev.sonde.plot;

import java.util.List;

/** A heat map for Plotly. */
final class PlotlyHeatMap {
    private PlotlyHeatMap() {}

    /** The trace of a heat map whose plot has the given domains. */
    static Tree trace(Frame frame, Mark.HeatMap heatMap, List<Double> across, List<Double> upright) {
        Palette.Shades shades = Palette.Shades.of(heatMap);
        Tree trace = new Tree()
                .with("type", "heatmap")
                .with("z", heatMap.values().stream().map(PlotlyTraces::numbers).toList())
                .with("zmin", shades.low())
                .with("zmax", shades.high())
                .with("colorscale", shades.stops())
                .with("showscale", !heatMap.annotated())
                .with("hoverongaps", false)
                .with("xgap", 1)
                .with("ygap", 1);
        if (heatMap.annotated()) {
            trace.put(
                    "text",
                    heatMap.values().stream()
                            .map(row -> row.stream()
                                    .map(v -> MarkDrawing.cellText(heatMap, v))
                                    .toList())
                            .toList());
            trace.put("texttemplate", "%{text}");
            trace.put("textfont", new Tree().with("size", Lettering.TICK));
        } else {
            trace.put("colorbar", colourBar(frame, across, upright));
        }
        trace.put("hovertext", HoverText.cells(frame.panel(), heatMap));
        trace.put("hoverinfo", "text");
        return trace;
    }

    /** The bar stands beside its own panel, also among facets. */
    private static Tree colourBar(Frame frame, List<Double> across, List<Double> upright) {
        return new Tree()
                .with("x", across.get(1))
                .with("xanchor", "left")
                .with("xpad", 8)
                .with("y", (upright.get(0) + upright.get(1)) / 2)
                .with("yanchor", "middle")
                .with("ypad", 0)
                .with("len", upright.get(1) - upright.get(0))
                .with("thickness", 12)
                .with("outlinewidth", 0)
                .with("nticks", frame.ticksUpright() + 1)
                .with("tickfont", new Tree().with("size", Lettering.TICK));
    }
}
