package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.util.Locale;
import java.util.Objects;

/**
 * An upright rectangle in an image, which knows what its coordinates are measured in.
 *
 * <p>Data sets and models write the four numbers of a box in three ways; each has a factory here, so that none can be
 * taken for another: {@link #pixels(double, double, double, double)} (COCO's top left corner and size),
 * {@link #corners} and {@link #centred} (DETR's centre and size). Two boxes of different frames cannot be compared.
 *
 * @param x the left side
 * @param y the upper side
 * @param width the width, from 0 on
 * @param height the height, from 0 on
 * @param frame what the numbers are measured in
 */
public record Box(double x, double y, double width, double height, Frame frame) {
    /** @throws SondeException if a number is not finite, or a side is negative */
    public Box {
        Objects.requireNonNull(frame, "frame");
        boolean finite = Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(width) && Double.isFinite(height);
        if (!finite || width < 0 || height < 0) {
            throw new SondeException(
                    "No box has the corner (" + x + ", " + y + ") and the size " + width + " x " + height,
                    "Give finite numbers and a size that is not negative; "
                            + "perhaps the box was written as corners or as centre and size.");
        }
    }

    /** A box as COCO writes it: top left corner and size, in pixels. */
    public static Box pixels(double x, double y, double width, double height) {
        return new Box(x, y, width, height, Frame.PIXELS);
    }

    /** A box by its top left corner and its size, as shares of the image. */
    public static Box unit(double x, double y, double width, double height) {
        return new Box(x, y, width, height, Frame.UNIT);
    }

    /** A box by its top left and its bottom right corner. */
    public static Box corners(double x0, double y0, double x1, double y1, Frame frame) {
        return new Box(x0, y0, x1 - x0, y1 - y0, frame);
    }

    /** A box as DETR writes it: its centre and its size. */
    public static Box centred(double centreX, double centreY, double width, double height, Frame frame) {
        return new Box(centreX - width / 2, centreY - height / 2, width, height, frame);
    }

    /** The right side. */
    public double x1() {
        return x + width;
    }

    /** The lower side. */
    public double y1() {
        return y + height;
    }

    /** The horizontal centre. */
    public double centreX() {
        return x + width / 2;
    }

    /** The vertical centre. */
    public double centreY() {
        return y + height / 2;
    }

    /** The area, in square pixels or as a share of the image. */
    public double area() {
        return width * height;
    }

    /** The same box as shares of the image. */
    public Box toUnit(ImageSize image) {
        return frame == Frame.UNIT
                ? this
                : unit(x / image.width(), y / image.height(), width / image.width(), height / image.height());
    }

    /** The same box in pixels of the image. */
    public Box toPixels(ImageSize image) {
        return frame == Frame.PIXELS
                ? this
                : pixels(x * image.width(), y * image.height(), width * image.width(), height * image.height());
    }

    /**
     * The distance from the centre of the box to the centre of the image, as a share of half the image's diagonal: 0 in
     * the centre, 1 in a corner. Width and height count as their pixels do, so that a circle in the image stays one.
     */
    public double distanceToCentre(ImageSize image) {
        Box here = toPixels(image);
        double across = here.centreX() - image.width() / 2.0;
        double down = here.centreY() - image.height() / 2.0;
        return Math.hypot(across, down) / (Math.hypot(image.width(), image.height()) / 2);
    }

    /** Whether the box lies in the image, but for a slack in pixels (annotations are rounded). */
    public boolean isInside(ImageSize image, double slackPixels) {
        Box here = toPixels(image);
        return here.x >= -slackPixels
                && here.y >= -slackPixels
                && here.x1() <= image.width() + slackPixels
                && here.y1() <= image.height() + slackPixels;
    }

    /**
     * Intersection over union, in 0..1; NaN for two boxes without area.
     *
     * @throws SondeException if the frames differ
     */
    public double iou(Box other) {
        double intersection = intersection(other);
        return intersection / union(other, intersection);
    }

    /**
     * Generalised intersection over union, in -1..1: {@code IoU - (|C| - |U|) / |C|} with the smallest box C around both
     * and their union U; NaN where a denominator is 0. As DETR's {@code generalized_box_iou}, without an epsilon.
     *
     * <p>Source: Rezatofighi et al., CVPR 2019.
     *
     * @throws SondeException if the frames differ
     */
    public double giou(Box other) {
        double intersection = intersection(other);
        double union = union(other, intersection);
        double hullWidth = Math.max(x1(), other.x1()) - Math.min(x, other.x);
        double hullHeight = Math.max(y1(), other.y1()) - Math.min(y, other.y);
        double hull = hullWidth * hullHeight;
        return intersection / union - (hull - union) / hull;
    }

    /** Such as {@code [153.18, 213.25, 134.57, 213.02] px} (left, top, width, height). */
    @Override
    public String toString() {
        String unit = frame == Frame.PIXELS ? " px" : " of the image";
        return String.format(Locale.ROOT, "[%s, %s, %s, %s]%s", x, y, width, height, unit);
    }

    private double intersection(Box other) {
        checkFrame(other);
        double across = Math.min(x1(), other.x1()) - Math.max(x, other.x);
        double down = Math.min(y1(), other.y1()) - Math.max(y, other.y);
        return Math.max(across, 0) * Math.max(down, 0);
    }

    private double union(Box other, double intersection) {
        return area() + other.area() - intersection;
    }

    private void checkFrame(Box other) {
        if (frame != other.frame) {
            throw new SondeException(
                    "A box in " + frame + " cannot be compared with one in " + other.frame,
                    "Convert one of them with toUnit(image) or toPixels(image).");
        }
    }
}
