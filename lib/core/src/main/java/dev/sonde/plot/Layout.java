package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Where everything stands on the page, in pixels: the one geometry behind SVG, PNG and Plotly.
 *
 * @param figure the figure
 * @param title its title in lines
 * @param legend the legend
 * @param frames the plot of each panel
 * @param caption the caption in lines
 * @param height height of the whole
 */
record Layout(
        Figure figure, List<String> title, Legend legend, List<Frame> frames, List<String> caption, double height) {
    static final double EDGE = 12;
    static final double COLOUR_BAR = 64;
    private static final double BETWEEN = 18;
    /** Distance of two lines of a panel's heading. */
    static final double HEADING_LINE = 16;

    private static final double TITLE_LINE = Lettering.TITLE * Lettering.LEADING;
    static final double CAPTION_LINE = Lettering.TICK * Lettering.LEADING;

    static Layout of(Figure figure) {
        double room = figure.width() - 2 * EDGE;
        // Titles are bold: wrapped as if the room were narrower.
        List<String> title = Lettering.wrap(figure.title(), Lettering.TITLE, room / 1.12);
        Legend legend = Legend.of(figure, room);
        List<String> caption = Lettering.wrap(figure.caption(), Lettering.TICK, room);
        double head = EDGE + title.size() * TITLE_LINE + 4 + legend.height();
        double foot = EDGE + (caption.isEmpty() ? 0 : 8 + caption.size() * CAPTION_LINE);
        Plots plots = new Plots(figure, head, foot);
        return new Layout(figure, title, legend, plots.frames(), caption, plots.height());
    }

    double titleBaseline(int line) {
        return EDGE + Lettering.TITLE + line * TITLE_LINE;
    }

    double legendTop() {
        return EDGE + title.size() * TITLE_LINE + 6;
    }

    double captionBaseline(int line) {
        return height - EDGE - (caption.size() - 1 - line) * CAPTION_LINE - 2;
    }

    /** How wide the labels left of a plot may be. */
    static double labelRoom(Figure figure) {
        return Math.min(200, 0.36 * figure.width() / figure.columns());
    }

    /** Places the plots in rows and columns, with room for their labels. */
    private static final class Plots {
        private final Figure figure;
        private final int columns;
        private final int rows;
        private final List<Frame> frames = new ArrayList<>();
        private double height;

        Plots(Figure figure, double head, double foot) {
            this.figure = figure;
            this.columns = figure.columns();
            this.rows = (figure.panels().size() + columns - 1) / columns;
            for (Panel panel : figure.panels()) {
                frames.add(new Frame(panel, Extent.ofX(panel), Extent.ofY(panel), 0, 0, cellWidth(), 260, List.of()));
            }
            // The labels depend on the size of the plots and the other way round: the second pass settles it.
            place(head, foot);
            place(head, foot);
            frames.replaceAll(Plots::proportioned);
        }

        List<Frame> frames() {
            return List.copyOf(frames);
        }

        double height() {
            return height;
        }

        private double cellWidth() {
            return Math.max(60, (figure.width() - 2 * EDGE - (columns - 1) * BETWEEN) / columns);
        }

        private void place(double head, double foot) {
            double[] left = new double[columns];
            double[] right = new double[columns];
            each((i, row, column) -> {
                left[column] = Math.max(left[column], left(frames.get(i)));
                right[column] = Math.max(right[column], right(frames.get(i)));
            });
            double[] above = new double[rows];
            double[] below = new double[rows];
            double[] plot = new double[rows];
            each((i, row, column) -> {
                double width = Math.max(30, cellWidth() - left[column] - right[column]);
                Frame frame = frames.get(i).sized(width, frames.get(i).height()).headed();
                frames.set(i, frame);
                above[row] = Math.max(
                        above[row],
                        frame.heading().isEmpty()
                                ? 8
                                : 10 + HEADING_LINE * frame.heading().size());
                below[row] = Math.max(below[row], AxisLabels.below(frame).extent());
                plot[row] = Math.max(plot[row], wish(frame));
            });
            fit(plot, head + foot + sum(above) + sum(below) + (rows - 1) * BETWEEN);
            double[] tops = new double[rows];
            double y = head;
            for (int row = 0; row < rows; row++) {
                tops[row] = y + above[row];
                y = tops[row] + plot[row] + below[row] + BETWEEN;
            }
            height = figure.height().orElse((int) Math.ceil(y - BETWEEN + foot));
            each((i, row, column) -> {
                double x = EDGE + column * (cellWidth() + BETWEEN) + left[column];
                frames.set(
                        i,
                        frames.get(i).movedTo(x, tops[row]).sized(frames.get(i).width(), plot[row]));
            });
        }

        /** Stretches or shrinks the rows of plots where the figure's height is given. */
        private void fit(double[] plot, double others) {
            if (figure.height().isEmpty()) {
                return;
            }
            double scale = (figure.height().getAsInt() - others) / sum(plot);
            for (int row = 0; row < plot.length; row++) {
                plot[row] = Math.max(30, plot[row] * scale);
            }
        }

        private double left(Frame frame) {
            double labels = AxisLabels.left(frame, labelRoom(figure)).extent();
            return Math.max(labels, AxisLabels.below(frame).overhang());
        }

        private static double right(Frame frame) {
            boolean bar = frame.panel().marks(Mark.HeatMap.class).anyMatch(map -> !map.annotated());
            List<Ticks.Tick> ticks = AxisLabels.below(frame).ticks();
            boolean numbers = !frame.panel().across().isCategorical() && !ticks.isEmpty();
            double last = numbers ? Lettering.width(ticks.get(ticks.size() - 1).label(), Lettering.TICK) / 2 : 0;
            return bar ? COLOUR_BAR : Math.max(6, last);
        }

        /** The height that suits what a panel holds. */
        private double wish(Frame frame) {
            Panel panel = frame.panel();
            if (panel.has(Mark.Picture.class)) {
                return Math.min(
                        460, frame.width() * frame.y().span() / frame.x().span());
            }
            if (panel.has(Mark.HeatMap.class)) {
                double cell =
                        Math.max(22, Math.min(46, frame.width() / frame.across().span()));
                return cell * frame.upright().span();
            }
            if (panel.sideways() && panel.x().isCategorical()) {
                long series = Math.max(1, panel.marks(Mark.Bars.class).count());
                return frame.upright().span() * Math.max(17, 7 + 10 * series);
            }
            return columns == 1 ? 310 : 240;
        }

        /** A picture keeps its proportions: its plot shrinks one way and stays in the middle. */
        private static Frame proportioned(Frame frame) {
            if (!frame.panel().has(Mark.Picture.class)) {
                return frame;
            }
            double scale = Math.min(
                    frame.width() / frame.x().span(), frame.height() / frame.y().span());
            double width = scale * frame.x().span();
            double height = scale * frame.y().span();
            return frame.movedTo(frame.left() + (frame.width() - width) / 2, frame.top())
                    .sized(width, height);
        }

        private void each(Cell cell) {
            for (int i = 0; i < frames.size(); i++) {
                cell.visit(i, i / columns, i % columns);
            }
        }

        private static double sum(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }

        /** What is done for each panel of the grid. */
        private interface Cell {
            void visit(int panel, int row, int column);
        }
    }
}
